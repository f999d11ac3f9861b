import { useClickOutside, useFocusTrap, useMergedRef } from '@mantine/hooks'
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { iconX } from '@yingda/ui/icons.ts'
import { IconButton } from './IconButton.tsx'

type PanelProps = { title: string; onClose: () => void; side?: 'left' | 'right'; children: ReactNode }

/** A small sheet under a column's head where one thing is done; the page stays in sight and Escape puts it away. */
export function Panel({ title, onClose, side = 'right', children }: PanelProps) {
  const { t } = useTranslation()
  const outside = useClickOutside<HTMLElement>(onClose)
  const box = useRef<HTMLElement>(null)
  const ref = useMergedRef(outside, useFocusTrap(true), box)
  const [opener] = useState(() => document.activeElement)
  // The trap takes the focus a moment after the sheet is there; an Escape pressed before would reach nobody.
  useLayoutEffect(() => box.current?.focus({ preventScroll: true }), [])
  // Opened from a row far down, its end would lie below the window, at once or when what it shows has come.
  useEffect(() => {
    const sheet = box.current
    if (sheet === null) return
    const grown = new ResizeObserver(() => sheet.scrollIntoView({ block: 'nearest' }))
    grown.observe(sheet)
    return () => grown.disconnect()
  }, [])
  useEffect(
    () => () => {
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true })
    },
    [opener],
  )
  return (
    <section
      ref={ref}
      role="dialog"
      tabIndex={-1}
      aria-label={title}
      className={`panel ${side}`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
        event.stopPropagation()
        event.preventDefault()
        onClose()
      }}
    >
      <header>
        <h2>{title}</h2>
        <IconButton icon={iconX} label={t('common.close')} onClick={onClose} />
      </header>
      {children}
    </section>
  )
}
