import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

type DialogProps = { title: string; onClose: () => void; wide?: boolean; atTop?: boolean; children: ReactNode }

/** What must be decided or read before going on: focus stays inside and returns, Escape closes. */
export function Dialog({ title, onClose, wide = false, atTop = false, children }: DialogProps) {
  const { t } = useTranslation()
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={wide ? 720 : 440}
      centered={!atTop}
      yOffset="12vh"
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      overlayProps={{ color: 'var(--scrim)', backgroundOpacity: 1 }}
    >
      {children}
    </Modal>
  )
}
