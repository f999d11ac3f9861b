import { Link } from '@tanstack/react-router'
import { Icon } from '../ui/Icon.tsx'

type ViewLinkProps = { list: string; icon: string; label: string; count?: number }

/** One line of the views column; the count is read with the name. */
export function ViewLink({ list, icon, label, count }: ViewLinkProps) {
  return (
    <Link to="/inbox/$list" params={{ list }} title={label} activeOptions={{ includeSearch: false }}>
      <Icon of={icon} />
      <span>{label}</span>
      {count !== undefined && count > 0 && <b>{count}</b>}
    </Link>
  )
}
