type IconProps = { of: string; size?: 12 | 14 | 16 | 20 | 24; label?: string; className?: string }

/** One of our icons. Decorative unless it has a label. `of` is a constant of packages/ui, never anybody's text. */
export function Icon({ of, size = 16, label, className = '' }: IconProps) {
  const naming = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true }
  return (
    <svg
      className={`i ${className}`}
      viewBox="0 0 16 16"
      style={size === 16 ? undefined : { width: size, height: size }}
      {...naming}
      dangerouslySetInnerHTML={{ __html: of }}
    />
  )
}
