/** Full card numbers: those that pass the check digit and begin as cards of their length do, or are called one. */
import type { Span } from './plain.ts'

const RUN = /(?<![\dA-Za-z+.-])\d(?:[ -]?\d){12,18}(?![\dA-Za-z]|[ -]\d|\.\d)/g
/** Of a number that was broken over lines. A whole number with a line of its own below is no such one: it is found first. */
const RUN_OVER_LINES = /(?<![\dA-Za-z+.-])\d(?:(?:[ -]|[ \t\r]{0,3}\n[ \t]{0,3})?\d){12,18}(?![\dA-Za-z]|[ -]\d|\.\d)/g
const CALLED_CARD = /(?:卡号|银行卡|储蓄卡|信用卡|借记卡|\bcard(?: (?:number|no\.?))?|\bpan)\s*(?:是|为|is|was|:|：|#)?\s*["“(（]?$/i
const CALLED_OTHERWISE =
  /(?:单号|订单|流水号?|交易号?|编号|工单|运单|快递|凭证号?|参考号|\b(?:order|transaction|txn|payment|reference|ref|receipt|ticket|case|invoice|tracking|trace|imei|id))\s*(?:号码|号|number|no\.?|id|#)?\s*(?:是|为|is|was|:|：|#)?\s*["“(（]?$/i

export function findCardNumbers(plain: string): Span[] {
  const inLine = cardsAmong(plain, RUN)
  const apart = cardsAmong(plain, RUN_OVER_LINES).filter((one) => !inLine.some(({ at, length }) => at < one.at + one.length && one.at < at + length))
  return [...inLine, ...apart]
}

function cardsAmong(plain: string, run: RegExp): Span[] {
  return [...plain.matchAll(run)].flatMap((match) => {
    const span = { at: match.index, length: match[0].length }
    const before = plain.slice(Math.max(0, span.at - 30), span.at)
    if (CALLED_OTHERWISE.test(before)) return []
    const digits = match[0].replace(/\D/g, '')
    const isCard = CALLED_CARD.test(before) || (passesCheck(digits) && beginsAsCard(digits) && !isResidentId(digits))
    return isCard ? [span] : []
  })
}

/** First digits and lengths in use (ISO/IEC 7812 and the networks' own tables). */
function beginsAsCard(digits: string): boolean {
  const { length } = digits
  const four = Number(digits.slice(0, 4))
  if (digits.startsWith('4')) return length === 13 || length === 16 || length === 19
  if (/^5[1-5]/.test(digits) || (four >= 2221 && four <= 2720)) return length === 16
  if (/^3[47]/.test(digits)) return length === 15
  if (/^3(?:0|6|8)/.test(digits)) return length === 14
  if (/^(?:35|22|81|82|508|9)/.test(digits)) return length >= 16
  return /^(?:6|5[06-8])/.test(digits) && length >= 13
}

/** A resident's identity number: eighteen digits with the day of birth in the middle. */
const isResidentId = (digits: string): boolean => /^[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{4}$/.test(digits)

/** The check digit of payment cards: keeps nine order numbers in ten from being taken for one. */
function passesCheck(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at])
    const weighed = at % 2 === 1 ? digit * 2 : digit
    sum += weighed > 9 ? weighed - 9 : weighed
  }
  return sum % 10 === 0
}
