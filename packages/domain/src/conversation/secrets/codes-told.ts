/** One-time codes that stand beside no word for one: in the line below it, or as what a text message says. */
import { findBareCode, speaksOfCodes } from './codes.ts'
import { isMoney, isNamedOtherwise } from './numbers.ts'
import type { Span } from './plain.ts'

export const findToldCodes = (plain: string): Span[] => [...belowTheWord(plain), ...saidInText(plain)]

/** A line of digits alone is a code where the line above speaks of one, as it is where the message before did. */
function belowTheWord(plain: string): Span[] {
  let at = 0
  let above = ''
  return plain.split('\n').flatMap((line) => {
    const start = at
    at += line.length + 1
    if (line.trim() === '') return []
    const before = above
    above = line
    if (!speaksOfCodes(before) || isNamedOtherwise(before) || isMoney(before, '')) return []
    return findBareCode(line).map((span) => ({ ...span, at: start + span.at }))
  })
}

const CHINESE = String.raw`短信(?:里面?|上面?|中|内容)?(?:就|只|内容)?(?:(?:写|说|显示|给)(?:着|的|了)?(?:就?是)?|就?是)`
const ENGLISH = String.raw`(?<![a-z])(?:sms|text(?: message)?)(?: just| only)? (?:says?|said|reads?|is|was|shows?|showed)`
/** Six digits are a code wherever they stand; four, seven or eight where the clause ends, else they may count something. Five are a hotline. */
const SAID = new RegExp(
  String.raw`(?:${CHINESE}|${ENGLISH})\s*(?:[:：]\s*)?["'“「]?(?<digits>\d{3}[ -]\d{3}|\d{6}|(?:\d{4}|\d{7,8})(?=["'”」]?\s*(?:$|[。，,.!?？！；;\n])))(?!\d|,\d{3}(?!\d)|\.\d|[:/-]\d|[a-z])`,
  'dgi',
)

function saidInText(plain: string): Span[] {
  return [...plain.matchAll(SAID)].flatMap((match) => {
    const [at, end] = match.indices?.groups?.['digits'] ?? [0, 0]
    return end > at && !isMoney('', plain.slice(end, end + 40)) ? [{ at, length: end - at }] : []
  })
}
