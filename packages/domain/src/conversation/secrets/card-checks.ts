/** The three or four digits on a card's back, beside their word. */
import { spansOf, type Span } from './plain.ts'

/** One of these stands in every word below: without it nothing is looked for. */
const SPOKEN_OF = /cvv|cvc|csc|security|安全码|[3三]位/i
const WORD = String.raw`(?<![a-z])(?:cvv2?|cvc2?|csc)(?:码)?(?:\s*(?:code|number))?|(?<![a-z])security (?:code|number)|安全码|(?:卡片?)?背面?的?后?(?:3|三)位(?:数字?)?`
const DIGITS = String.raw`(?<!\d)(?:\d{3,4}|\d(?: \d){2,3})(?!\d|[.:/-]\d|[a-z])`
const COUNTED = String.raw`(?!\s*(?:[元块年月日号点秒天次条位个遍]|digits?|times|minutes?))`
const FORWARD = new RegExp(String.raw`(?:${WORD})\s*(?:[是为:：=,，(（-]|is|was|on the back|of my card|\s){0,6}(${DIGITS})${COUNTED}`, 'dgi')
const BACKWARD = new RegExp(String.raw`(${DIGITS})\s*(?:就?是|is|was|=)\s*(?:(?:my|the|我的)\s*)?(?:${WORD})`, 'dgi')

export const findCardChecks = (plain: string): Span[] => (SPOKEN_OF.test(plain) ? [...spansOf(plain, FORWARD), ...spansOf(plain, BACKWARD)] : [])
