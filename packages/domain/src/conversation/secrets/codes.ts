/** One-time codes: four to eight digits beside a word for one, in either order. */
import { isAfterPaying, isMoney, isNamedOtherwise } from './numbers.ts'
import type { Span } from './plain.ts'

/** The digits as codes are written: together, in groups, or one by one. */
const GROUPS = String.raw`\d(?:[ -]\d){3,7}|\d{2}[ -]\d{2}[ -]\d{2}|\d{3}[ -]\d{3}|\d{4}[ -]\d{4}|\d{4,8}`
/** Not a piece of a longer number, of an amount, of a date or of a time. */
const NUMBER = new RegExp(String.raw`(?<!\d|\d[.,:/-])(?:${GROUPS})(?!\d|,\d{3}(?!\d)|\.\d|[:/-]\d|[A-Za-z])`, 'g')

const CHINESE_WORD =
  '验证码|校验码|动态码|动态密码|动态口令|短信码|短信密码|确认码|认证码|安全码|一次性密码|验证数字|[让要叫]我[报念](?:出)?(?:这个|一下|给他|给她)?(?:数字|号码)?'
/** "Code" alone may be many things; those that are something else are told by the word before it. */
const OTHER_CODE =
  'error|status|post|postal|zip|area|country|sort|swift|bank|branch|promo|promotion|discount|voucher|coupon|referral|invite|invitation|reference|order|transaction|response|reason|result|failure|qr|bar|dialling|dialing|product|currency|merchant|tracking|pickup|exit|routing|message|gift|错误|报错|失败'
const ENGLISH_WORD = String.raw`(?<![A-Za-z])otps?|(?<![A-Za-z])(?:verification|passcode)|(?<!(?:${OTHER_CODE})[ -]?)(?<![A-Za-z])codes?`
const WORD = new RegExp(`${CHINESE_WORD}|${ENGLISH_WORD}`, 'gi')

const SPOKEN_OF = new RegExp(WORD.source, 'i')
const AT_THE_END = new RegExp(String.raw`(?:${WORD.source})(?:\s*(?:是|为|is|:|：))?$`, 'i')

/** Whether somebody speaks of one-time codes: what follows may be one. */
export const speaksOfCodes = (text: string): boolean => SPOKEN_OF.test(text)
/** Words that break off right where the code is to follow: it comes with the next message. */
export const endsBeforeCode = (text: string): boolean => AT_THE_END.test(text.trimEnd())

/** From the word to the number: nothing of a new sentence. */
const LONGEST_GAP = 30
const LONGEST_LOOSE_GAP = 16
const LINK = /(?:^|[\s\p{L}])(?:是|为|叫|is|was|'s|it's)\s*["'“「(（【]?$|[:：=]\s*["'“「(（【]?$/iu
const NEW_SENTENCE = /[。！？!?\n]|\.\s/
const AFTER_COMMA =
  /^\s*(?:(?:就|它|内容|数字)?是|我[说给报念发](?:给)?(?:他|她|他们|对方)?了?(?:他|她|他们|对方)?|it is|it's|it was|this is|here(?: it is)?)?\s*[:：]?\s*["'“「(（]?$/i
const GOES_ELSEWHERE = /发到|发给|发送|寄到|收不到|没收到|没有收到|(?<![A-Za-z])(?:for|to|after|since|at|on|in|from|within|about|over|under|not|no)\s*$/i

/** The number stands first: "483920 is my code", "483920 是我的验证码". */
const BACKWARD_GAP =
  /^["'”」)）】]?\s*[,，]?\s*(?:(?:这个|这|就是|是|为|作为|我的|您的|你的|我收到的|收到的|刚收到的|短信|手机|登录|钱包|发来的)\s*|(?:is|was|as|=|-)\s*(?:(?:my|the|your|this|that|an?)\s+)?(?:(?!not\b)[\w-]+\s+){0,3})*$/i

export function findCodes(plain: string): Span[] {
  const words = [...plain.matchAll(WORD)].map((match) => ({ at: match.index, end: match.index + match[0].length }))
  if (words.length === 0) return []
  const found: Span[] = []
  for (const match of plain.matchAll(NUMBER)) {
    const span = { at: match.index, length: match[0].length }
    if (isCode(plain, span, words) || goesOn(plain, found.at(-1), span)) found.push(span)
  }
  return found
}

type Word = { at: number; end: number }

function isCode(plain: string, { at, length }: Span, words: readonly Word[]): boolean {
  const after = plain.slice(at + length, at + length + 40)
  const nearBefore = plain.slice(Math.max(0, at - 40), at)
  if (isMoney(nearBefore, after)) return false
  const word = words.findLast(({ end }) => end <= at)
  if (word !== undefined && at - word.end <= LONGEST_GAP && leadsTo(plain.slice(word.end, at), length)) return true
  const next = words.find((one) => one.at >= at + length)
  if (next === undefined || next.at - at - length > LONGEST_GAP || /[A-Za-z]$/.test(nearBefore) || isNamedOtherwise(nearBefore)) return false
  return BACKWARD_GAP.test(plain.slice(at + length, next.at)) && !isAfterPaying(nearBefore) && !/(?:^|[^A-Za-z])(?!G-$)[A-Za-z]{1,3}-$/.test(nearBefore)
}

/** Whether the words between say that the number is the code. */
function leadsTo(gap: string, digits: number): boolean {
  if (NEW_SENTENCE.test(gap) || /\d/.test(gap) || isNamedOtherwise(gap) || /[A-Za-z]-?$/.test(gap)) return false
  const clauses = gap.split(/[,，;；、]/)
  if (clauses.length > 1) return AFTER_COMMA.test(clauses.at(-1) ?? '')
  if (LINK.test(gap)) return true
  return gap.length <= LONGEST_LOOSE_GAP && !GOES_ELSEWHERE.test(gap) && !isAfterPaying(gap) && digits >= 4
}

/** One more of the same: "tried 483920 and 118204". */
function goesOn(plain: string, last: Span | undefined, { at, length }: Span): boolean {
  if (last === undefined || last.length !== length) return false
  const between = plain.slice(last.at + last.length, at)
  return (
    /^\s*(?:[,，、/]|和|或者?|还有|也|又|然后|再|and|or|then|but)*\s*(?:and|or|then|但是?)?\s*$/i.test(between) &&
    !isMoney('', plain.slice(at + length, at + length + 12))
  )
}

/** Of a text without spaces around it: two runs of them beside each other would be shared out in every way there is. */
const BARE = new RegExp(String.raw`^(?:(?:是|就是|it's|it is|here:?)\s*)?(${GROUPS})(?:\s*[.。!])?$`, 'di')

/** A message that is a number and nothing else, where one was spoken of. */
export function findBareCode(plain: string): Span[] {
  const before = plain.length - plain.trimStart().length
  const [at, end] = BARE.exec(plain.trim())?.indices?.[1] ?? [0, 0]
  return end > at ? [{ at: before + at, length: end - at }] : []
}
