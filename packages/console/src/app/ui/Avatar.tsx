import { Icon } from './Icon.tsx'
import { initialsOf } from './initials.ts'

type AvatarProps = { name: string | null; icon?: string; small?: boolean; none?: boolean; label?: string }

/** Initials in a circle; a dashed one where nobody is yet. Decorative unless labelled. */
export function Avatar({ name, icon, small = false, none = false, label }: AvatarProps) {
  const naming = label ? { role: 'img', 'aria-label': label, title: label } : { 'aria-hidden': true }
  return (
    <span className={`av ${small ? 't' : ''} ${none ? 'none' : ''}`} {...naming}>
      {icon ? <Icon of={icon} size={small ? 12 : 16} /> : initialsOf(name)}
    </span>
  )
}
