/** A Chinese name's first character, a Latin name's first letters: 吴静怡 → 吴, Jingyi Wu → JW. */
export function initialsOf(name: string | null): string {
  const words = (name ?? '').trim().split(/\s+/u).filter(Boolean)
  const [first, ...rest] = words
  if (!first) return ''
  if (/\p{Script=Han}/u.test(first)) return [...first][0] ?? ''
  const last = rest.at(-1)
  return `${[...first][0] ?? ''}${last ? ([...last][0] ?? '') : ''}`.toUpperCase()
}
