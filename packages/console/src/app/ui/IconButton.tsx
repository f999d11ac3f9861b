import type { ButtonHTMLAttributes, Ref } from 'react'
import { Icon } from './Icon.tsx'

type IconButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> & { icon: string; label: string; ref?: Ref<HTMLButtonElement> }

/** A button with an icon alone; its label is read aloud and shown as a tooltip by the browser. */
export function IconButton({ icon, label, className = '', ...rest }: IconButtonProps) {
  return (
    <button type="button" title={label} aria-label={label} {...rest} className={`ib ${className}`}>
      <Icon of={icon} />
    </button>
  )
}
