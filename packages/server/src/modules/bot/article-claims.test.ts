import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import assert from 'node:assert/strict'

const FOLDER = new URL('../../../../help/articles/', import.meta.url)
type Article = { name: string; passage: string; steps: string }
const articles: Article[] = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.md'))
  .map((name) => {
    const body = readFileSync(new URL(name, FOLDER), 'utf8').split(/^---$/m).slice(2).join('---').trim()
    const [passage = '', ...steps] = body.split(/\n\s*\n/)
    return { name, passage, steps: steps.join('\n') }
  })
const sentences = (text: string): string[] => text.split(/(?<=[。！？])|(?<=[.!?])\s+/)

/** Where the reader's own money is, or that it was or was not taken: only a wallet knows. */
const CLAIM = {
  zh: /钱已|已扣|没有扣款|没有转出|没有扣钱|已从.{0,6}余额|正在去往|正在转|正在从|钱还在|钱在您|钱在余额|钱仍在|钱是安全|余额是安全|占用着|已付给/,
  en: /\b(has left|have left|left your (?:balance|account)|(?:was|were) charged|(?:wasn't|weren't|hasn't been|haven't been) charged|nothing (?:was|has been) charged|on its way|has gone to|is back in|money is in your account|money is in your balance, |money is back|money is still|still in your balance|has(?:n't)? taken (?:no|any)? ?money|balance is safe|money is safe|money stays in|is on hold in your balance)\b/i,
}
const CONDITION = {
  zh: /如果|显示|提示|的付款不会|不成功|故障时|限制期间|^没有.{0,8}之前/,
  en: /\b(if|when|whenever|while|until|shows?|shown|says?|means|during|refused for)\b/i,
}

function claimsIn({ name, passage }: Article): string[] {
  const language = name.endsWith('.zh-CN.md') ? 'zh' : 'en'
  return sentences(passage).filter((sentence) => CLAIM[language].test(sentence) && !CONDITION[language].test(sentence))
}

test('no article says of the reader’s own money where it is, unless under a condition the reader can see', () => {
  const claims = articles.flatMap((article) => claimsIn(article).map((sentence) => `${article.name}: ${sentence}`))
  assert.deepEqual(claims, [])
})

test('a claim is seen, and a condition lets it stand', () => {
  const of = (name: string, passage: string) => claimsIn({ name, passage, steps: '' }).length
  assert.equal(of('x.en.md', 'The amount has left your balance and is on its way.'), 1)
  assert.equal(of('x.zh-CN.md', '钱已从余额转出，正在去往您的银行卡。'), 1)
  assert.equal(of('x.zh-CN.md', '没有扣款，因为码过期了。'), 1)
  assert.equal(of('x.en.md', 'If the entry shows “processing”, the amount is on its way.'), 0)
  assert.equal(of('x.zh-CN.md', '如果账单里显示“处理中”，说明钱正在去往银行卡。'), 0)
})

test('no article promises a person within minutes, a number at once, or a button that the chat does not have', () => {
  const PROMISE =
    /Tap “Lock account”|Report this agent|reference number at once|(?:connected|reply comes|tells you) within \d+ minutes|点“锁定账户”|举报该客服|马上会拿到编号|给您一个编号|\d+ 分钟内(?:接入|会有同事|告诉您)|改为回电|Call me back/
  const found = articles.flatMap(({ name, passage, steps }) => {
    const hit = PROMISE.exec(`${passage}\n${steps}`)
    return hit === null ? [] : [`${name}: ${hit[0]}`]
  })
  assert.deepEqual(found, [])
})
