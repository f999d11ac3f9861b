/** Passwords and PINs beside their word. What is only said about a password stays. */
import { spansOf, type Span } from './plain.ts'

/** One of these stands in every word below: without it nothing is looked for, which most messages are spared. */
const SPOKEN_OF = /密码|口令|pass|pwd|pin/i
const WORD = String.raw`(?:密码|口令)|(?<![a-z])(?:password|passwd|pwd|passcode|passphrase|pin(?: ?码| code| number)?)`
const LINK = String.raw`\s*(?:(?:(?:现在)?是|[改换设]?[成为](?:了)?|叫|[:：=]|(?:is|was|to|now)(?=[\s"'“]))\s*)+["'“「]?`
/** Printable, without spaces; what ends the sentence is not part of it. */
const TOKEN = String.raw`[\x21-\x7e]{3,63}[\x21\x23-\x26\x28-\x2b\x2d\x2f-\x39\x3c-\x3e\x40-\x7e]`
const WITH_SIGN = String.raw`(?=[\x21-\x7e]{0,63}[\d@#$%^&*_+=~])${TOKEN}`
const COUNTED = String.raw`(?!\s*(?:[元块年月日号点秒天次条位个遍]|digits?|times|minutes?|characters?|letters?))`

/** After "is" a plain word may be the password or say something about it. */
const SAID_OF_IT =
  'wrong|incorrect|invalid|correct|right|expired|weak|strong|forgotten|lost|locked|reset|required|needed|still|always|never|fine|different|same|secure|safe|rejected|refused|accepted|changed|compromised|stolen|hacked|unknown|blocked|asked|saved|stored|empty|short|long|working|broken|important|private|hidden|visible|gone|being|just|also|really|already|what|where|then|that|this|they|there|when|good|okay|known|please|error|failed|unable|nowhere'

const LINKED = new RegExp(String.raw`(?:${WORD})${LINK}(?!\d{4}[-/.]\d)(${WITH_SIGN})${COUNTED}`, 'dgi')
/** Right behind the word, with nothing that links them: digits, or letters and digits mixed. Neither phone numbers nor phones. */
const BESIDE = new RegExp(
  String.raw`(?:${WORD})\s*(?!\d{4}[-/.]\d|1[3-9]\d{9}|iphone|ipad|ios|android|app|v\d)(\d{4,12}(?![\x21-\x7e])|(?=[a-z]*\d)(?=\d*[a-z])[a-z\d@#$%^&*_!+=~]{6,}(?<![!]))${COUNTED}`,
  'dgi',
)
const AFTER_COLON = new RegExp(
  String.raw`(?:${WORD})\s*[:：=]\s*["'“]?(?!(?:${SAID_OF_IT}|forg[eo]t|lost|can|how|i|it|my|not|no|no[tn]e|the)(?![\x21-\x7e]))(${TOKEN})`,
  'dgi',
)
const AFTER_IS = new RegExp(
  String.raw`(?:${WORD})\s*(?:是|is|was)\s*(?:["“'](${TOKEN})["”']|(?!(?:${SAID_OF_IT})(?![a-z])|[a-z]+(?:ed|ing)(?![a-z]))([a-z]{4,30}))\s*(?:$|[.,;!?。，；]|and\b|but\b)`,
  'dgi',
)
const BACKWARD = new RegExp(
  String.raw`(?<![\x21-\x7e])(${WITH_SIGN})\s*(?:就?是|is|was|=)\s*(?:(?:my|the|我的?|我们的)\s*)?(?:\w+ |登录|支付|交易|取款|wallet )?(?:${WORD})`,
  'dgi',
)

export function findPasswords(plain: string): Span[] {
  if (!SPOKEN_OF.test(plain)) return []
  return [...spansOf(plain, LINKED), ...spansOf(plain, BESIDE), ...spansOf(plain, AFTER_COLON), ...afterIs(plain), ...spansOf(plain, BACKWARD)]
}

function afterIs(plain: string): Span[] {
  return [...plain.matchAll(AFTER_IS)].flatMap((match) => {
    const [at, end] = match.indices?.[1] ?? match.indices?.[2] ?? [0, 0]
    return end > at ? [{ at, length: end - at }] : []
  })
}
