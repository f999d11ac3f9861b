import { Link } from '@tanstack/react-router'
import { Icon } from '../ui/Icon.tsx'
import { initialsOf } from '../ui/initials.ts'

type ViewLinkProps = { list: string; icon?: string; label: string; count?: number }

/** One line of the views column; the count is read with the name. Without an icon the name's first letter stands, so that queues differ in the rail. */
export function ViewLink({ list, icon, label, count }: ViewLinkProps) {
  return (
    <Link to="/inbox/$list" params={{ list }} title={label} activeOptions={{ includeSearch: false }}>
      {icon ? <Icon of={icon} /> : <i aria-hidden="true">{initialsOf(label).slice(0, 1)}</i>}
      <span>{label}</span>
      {count !== undefined && count > 0 && <b>{count}</b>}
    </Link>
  )
}
