import type { ButtonHTMLAttributes, Ref } from 'react'
import { Icon } from './Icon.tsx'

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  icon?: string
  look?: 'plain' | 'primary' | 'link' | 'danger'
  large?: boolean
  busy?: boolean
  ref?: Ref<HTMLButtonElement>
}

/** A button in words. While busy it cannot be pressed again, and keeps its width and focus. */
export function Button({ icon, look = 'plain', large = false, busy = false, className = '', children, onClick, ...rest }: ButtonProps) {
  const looks = { plain: '', primary: 'pri', link: 'link', danger: 'danger' }
  return (
    <button
      type="button"
      {...rest}
      className={`btn ${looks[look]} ${large ? 'large' : ''} ${className}`}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {icon && <Icon of={icon} />}
      {children}
    </button>
  )
}
