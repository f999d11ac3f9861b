/** What a Chinese or mixed question is compared by: characters and pairs of them, words, and what the words mean in a wallet. */
import type { Segmenter } from './segmenter.ts'
import type { FeatureGroups } from './vector-space.ts'
import { chineseMeanings } from './chinese-meanings.ts'

const MEANINGLESS = new Set(
  '的 了 吗 呢 吧 啊 呀 嘛 么 我 您 你 是 在 就 都 也 还 又 很 把 被 给 请 问 请问 一下 一个 这个 那个 这 那 有 和 跟 与 着 过 地 得 我们 你们 可以 能 会 要 想'.split(
    ' ',
  ),
)

const count = (features: Map<string, number>, feature: string): void => void features.set(feature, (features.get(feature) ?? 0) + 1)

/** How people type in a hurry, and what they mean: spoken forms, and the characters that are most often mistaken for each other. */
const TYPED: readonly (readonly [RegExp, string])[] = [
  [/咋样|咋个|咋地|咋|肿么|怎样|怎么样|如何/g, '怎么'],
  [/为啥|为嘛|干嘛|凭啥/g, '为什么'],
  [/啥|神马/g, '什么'],
  [/几时|何时/g, '什么时候'],
  [/木有|没得/g, '没有'],
  [/帐/g, '账'],
  [/登陆/g, '登录'],
  [/冲值/g, '充值'],
  [/冲(?=了|钱|\d|的钱|进)/g, '充'],
  [/体现(?!出|在)/g, '提现'],
  [/优惠卷/g, '优惠券'],
  [/老是|总是|老(?=收|登|提示|失败|不|没|说|通|显)/g, '一直'],
]

/** The text as it is compared: one width, lower case, simplified, digits as one mark, punctuation as a gap. */
export function plainChinese(text: string, segmenter: Segmenter): string {
  const typed = segmenter.simplified(text.normalize('NFKC').toLowerCase())
  return TYPED.reduce((plain, [form, meant]) => plain.replace(form, meant), typed)
    .replace(/\d[\d.,]*/g, '0')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const unitsOf = (plain: string): string[] => plain.match(/[a-z]+|\p{Script=Han}|\d/gu) ?? []

function countWords(plain: string, segmenter: Segmenter): Map<string, number> {
  const whole = new Map<string, number>()
  for (const word of segmenter.words(plain)) if (word.trim() !== '' && !MEANINGLESS.has(word)) count(whole, word)
  return whole
}

/** Groups: single characters, neighbouring and near pairs, words, meanings with their pairs. */
export function chineseFeatures(text: string, segmenter: Segmenter): FeatureGroups {
  const plain = plainChinese(text, segmenter)
  const units = unitsOf(plain)
  const single = new Map<string, number>()
  const pairs = new Map<string, number>()
  const meant = new Map<string, number>()
  units.forEach((unit, at) => {
    count(single, unit)
    if (at > 0) count(pairs, `${units[at - 1]}${unit}`)
    for (let other = Math.max(0, at - 4); other < at - 1; other += 1) pairs.set(`${[units[other], unit].sort().join('~')}`, 1)
  })
  const meanings = chineseMeanings(plain)
  meanings.forEach((meaning, at) => {
    count(meant, meaning)
    for (let other = 0; other < at; other += 1) count(meant, [meanings[other], meaning].sort().join('+'))
  })
  return [single, pairs, countWords(plain, segmenter), meant]
}

/** What a text is searched by, each once: characters, neighbouring pairs, words, meanings. Made for long texts. */
export function chineseTerms(text: string, segmenter: Segmenter): string[] {
  const plain = plainChinese(text, segmenter)
  const units = unitsOf(plain)
  const pairs = new Set(units.slice(1).map((unit, at) => `${units[at]}${unit}`))
  return [...new Set(units), ...pairs, ...countWords(plain, segmenter).keys(), ...chineseMeanings(plain).map((meaning) => `=${meaning}`)]
}
