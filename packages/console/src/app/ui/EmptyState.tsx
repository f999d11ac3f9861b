import type { ReactNode } from 'react'
import { Icon } from './Icon.tsx'

type EmptyStateProps = { icon: string; title: string; next: string; children?: ReactNode }

/** Nothing here, and what to do next. */
export function EmptyState({ icon, title, next, children }: EmptyStateProps) {
  return (
    <div className="empty">
      <Icon of={icon} size={24} />
      <b>{title}</b>
      <p>{next}</p>
      {children}
    </div>
  )
}
