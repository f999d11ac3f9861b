/**
 * Whether every text in a parsed body, query or frame can be kept as it is. PostgreSQL keeps neither NUL nor half of a
 * surrogate pair, which JSON can both spell; cutting them out would keep something nobody wrote.
 */
export function isPlainText(value: unknown): boolean {
  const open = [value]
  // No recursion: a body may be nested as deep as it is long.
  while (open.length > 0) {
    const next = open.pop()
    if (typeof next === 'string' && (next.includes('\0') || !next.isWellFormed())) return false
    if (typeof next !== 'object' || next === null) continue
    if (Array.isArray(next)) for (const item of next) open.push(item)
    else for (const [key, item] of Object.entries(next)) open.push(key, item)
  }
  return true
}
