import { useState, type ReactNode } from 'react'
import { iconDown, iconRight } from '@yingda/ui/icons.ts'
import { Icon } from '../../app/ui/Icon.tsx'

type FoldProps = { title: string; summary: string | number; children: ReactNode }

/** A section that shows one figure until it is opened. */
export function Fold({ title, summary, children }: FoldProps) {
  const [open, setOpen] = useState(false)
  return (
    <section className="foldbox">
      <button type="button" className="fold" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon of={open ? iconDown : iconRight} size={14} />
        {title}
        <small className="num">{summary}</small>
      </button>
      {open && <div className="folded">{children}</div>}
    </section>
  )
}
