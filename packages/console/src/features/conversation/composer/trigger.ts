export type TriggerMark = '/' | '#' | '@'
/** An open question in the composer: what was typed after the mark, and where mark and words stand in the text. */
export type Trigger = { mark: TriggerMark; query: string; from: number; to: number }

const FULL_WIDTH: Readonly<Record<string, TriggerMark>> = { '／': '/', '＃': '#', '＠': '@' }
const LONGEST_QUERY = 30

/**
 * The mark that the caret stands behind, if it opens a list: `/` and `#` at the start of a line or after a space, `@`
 * anywhere but inside an address (nothing Latin right before it), since Chinese is written without spaces. The
 * full-width marks of a Chinese keyboard count the same.
 */
export function triggerAt(text: string, caret: number, marks: readonly TriggerMark[]): Trigger | null {
  const line = text.slice(text.lastIndexOf('\n', caret - 1) + 1, caret)
  const found = /[/#@／＃＠][^\s/#@／＃＠]*$/u.exec(line)
  if (!found || found[0].length > LONGEST_QUERY + 1) return null
  const typed = found[0].charAt(0)
  const mark = FULL_WIDTH[typed] ?? (typed as TriggerMark) // the pattern lets no other character through
  const before = line.slice(0, found.index)
  const opens = mark === '@' ? !/[\w.]$/.test(before) : before === '' || /[\s，。；：、]$/u.test(before)
  if (!opens || !marks.includes(mark)) return null
  return { mark, query: found[0].slice(1), from: caret - found[0].length, to: caret }
}

/** The text with the trigger replaced, and where the caret then stands. */
export function replaceTrigger(text: string, trigger: Trigger, by: string): { text: string; caret: number } {
  return { text: text.slice(0, trigger.from) + by + text.slice(trigger.to), caret: trigger.from + by.length }
}
