import { useClickOutside, useFocusReturn, useFocusTrap, useMergedRef } from '@mantine/hooks'
import { useEffect, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { iconX } from '@yingda/ui/icons.ts'
import { IconButton } from './IconButton.tsx'

type PanelProps = { title: string; onClose: () => void; side?: 'left' | 'right'; children: ReactNode }

/** A small sheet under a column's head where one thing is done; the page stays in sight and Escape puts it away. */
export function Panel({ title, onClose, side = 'right', children }: PanelProps) {
  const { t } = useTranslation()
  const outside = useClickOutside<HTMLElement>(onClose)
  const ref = useMergedRef(outside, useFocusTrap(true))
  const returnFocus = useFocusReturn({ opened: true, shouldReturnFocus: false })
  useEffect(() => () => returnFocus(), []) // oxlint-disable-line react-hooks/exhaustive-deps -- once, when the panel goes
  return (
    <section ref={ref} role="dialog" aria-label={title} className={`panel ${side}`} onKeyDown={(event) => {
      if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
      event.stopPropagation()
      event.preventDefault()
      onClose()
    }}>
      <header><h3>{title}</h3><IconButton icon={iconX} label={t('common.close')} onClick={onClose} /></header>
      {children}
    </section>
  )
}
