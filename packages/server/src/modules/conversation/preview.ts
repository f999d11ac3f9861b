const TITLE_CHARS = 60
const LAST_CHARS = 120

/** First words on one line, cut between whole characters, for lists. */
export function cut(text: string, most: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  const characters = Array.from(line.slice(0, most * 3))
  return characters.length > most ? `${characters.slice(0, most - 1).join('')}…` : characters.join('')
}

/** Whether this is only the beginning of what was written. */
export const isCut = (shown: string): boolean => shown.endsWith('…')

export const titleOf = (text: string): string => cut(text, TITLE_CHARS)
export const lastTextOf = (text: string): string => cut(text, LAST_CHARS)
