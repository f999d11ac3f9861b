/** A stretch of the text, in UTF-16 units. */
export type Span = { at: number; length: number }

const CHINESE_DIGITS = '〇一二三四五六七八九'

/**
 * The text as the rules read it: wide letters and digits made narrow, Chinese digits made Arabic. Unit for unit, so
 * that a place found here is the same place in the text.
 */
export const asPlain = (text: string): string => text.replace(/[\uff01-\uff5e\u3000\u00a0\u2019〇零一二三四五六七八九]/g, narrow)

function narrow(unit: string): string {
  const code = unit.charCodeAt(0)
  // The wide comma and colon are part of a sentence and not of a number.
  if (unit === '，' || unit === '：' || unit === '；') return unit
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  if (unit === '\u2019') return "'"
  if (unit === '零') return '0'
  const digit = CHINESE_DIGITS.indexOf(unit)
  return digit < 0 ? ' ' : String(digit)
}

/** The first group of each match, where it stands. The pattern has the flags `g` and `d`. */
export function spansOf(plain: string, pattern: RegExp): Span[] {
  return [...plain.matchAll(pattern)].flatMap((match) => {
    const [at, end] = match.indices?.[1] ?? [0, 0]
    return end > at ? [{ at, length: end - at }] : []
  })
}
