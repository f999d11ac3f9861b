const TITLE_CHARS = 60
const LAST_CHARS = 120

/** First words on one line, cut between whole characters, for lists. */
export function cut(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= most) return line
  const first = Array.from(line.slice(0, 2 * (most + 1)))
  return first.length > most ? `${first.slice(0, most - 1).join('')}…` : line
}

/** Whether this is only the beginning of what was written. */
export const isCut = (shown: string): boolean => shown.endsWith('…')

export const titleOf = (text: string): string => cut(text, TITLE_CHARS)
export const lastTextOf = (text: string): string => cut(text, LAST_CHARS)
