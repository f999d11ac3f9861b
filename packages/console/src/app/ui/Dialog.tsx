import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

type DialogProps = { title: string; onClose: () => void; wide?: boolean; atTop?: boolean; children: ReactNode }

/** What must be decided or read before going on: focus stays inside and returns, Escape closes. */
export function Dialog({ title, onClose, wide = false, atTop = false, children }: DialogProps) {
  const { t } = useTranslation()
  return (
    <Modal.Root opened onClose={onClose} size={wide ? 720 : 440} centered={!atTop} yOffset={atTop ? '12vh' : '4vh'} transitionProps={{ duration: 120 }}>
      <Modal.Overlay color="var(--scrim)" backgroundOpacity={1} />
      <Modal.Content>
        {/* Not Modal.Header: two dialogs at once would make two banners of the page. */}
        <div className="dialoghd">
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton aria-label={t('common.close')} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
