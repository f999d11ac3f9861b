import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'

type EmptyStateProps = { icon: string; title: string; next: string; asPage?: boolean; children?: ReactNode }

/** Nothing here, and what to do next. `asPage`: it is all that the page has to say, hence its heading. */
export function EmptyState({ icon, title, next, asPage = false, children }: EmptyStateProps) {
  return (
    <div className="empty">
      <Icon of={icon} size={24} />
      {asPage ? <h1>{title}</h1> : <b>{title}</b>}
      <p>{next}</p>
      {children}
    </div>
  )
}
