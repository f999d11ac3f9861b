import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ConversationId } from '@yingda/protocol/ids.ts'
import { decodedHeader, headerOf } from '../../../testing/mail-server.ts'
import { composeMail, type Letter, type LetterHead } from './compose.ts'

const conversationId = ConversationId.parse('019a9c0f-7c1e-7d40-8000-000000000001')
const letter: Letter = {
  id: '019a9c0f-7c1e-7d40-8000-00000000000a',
  to: 'chen@example.cn',
  conversationId,
  reference: 'C-10023',
  language: 'zh-CN',
  withWords: true,
  askedFor: false,
  answers: [{ from: '林晓', at: new Date('2026-11-20T06:32:00.000Z'), text: '钱已经退回。<b>请查收</b>', files: 2 }],
}
const head: LetterHead = { from: 'desk@wallet.example', brand: '云禾钱包', link: 'https://wallet.example/help', timeZone: 'Asia/Shanghai' }
const mailOf = async (some: Partial<Letter> = {}, about: Partial<LetterHead> = {}): Promise<string> =>
  (await composeMail({ ...letter, ...some }, { ...head, ...about })).toString('utf8')

/** Every part of the mail, read as text. */
function wordsOf(raw: string): string {
  return raw
    .split(/\r\n--[^\r\n]+\r\n/)
    .slice(1)
    .map((part) => {
      const [top = '', body = ''] = part.split(/\r\n\r\n([\s\S]*)/)
      if (/base64/i.test(top)) return Buffer.from(body, 'base64').toString('utf8')
      const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      return Buffer.from(bytes, 'latin1').toString('utf8')
    })
    .join('\n')
}

test('the mail names wallet and question, carries the answer, leads back and asks for nothing', async () => {
  const raw = await mailOf()
  assert.equal(decodedHeader(headerOf(raw, 'Subject')), '云禾钱包：您的问题有新答复（C-10023）')
  assert.equal(decodedHeader(headerOf(raw, 'From')), '云禾钱包 <desk@wallet.example>')
  assert.equal(headerOf(raw, 'To'), 'chen@example.cn')
  const words = wordsOf(raw)
  for (const part of ['林晓，11月20日', '> 钱已经退回。', '另有 2 个文件', 'https://wallet.example/help', '从不索要您的密码和验证码', '不要直接回复'])
    assert.ok(words.includes(part), part)
  assert.match(words, /&lt;b&gt;请查收&lt;\/b&gt;/)
})

test('the link opens this conversation on the wallet’s page, whatever else stands in its address', async () => {
  for (const [link, leads] of [
    ['https://wallet.example/help', `https://wallet.example/help?yingda=${conversationId}`],
    ['https://wallet.example', `https://wallet.example/?yingda=${conversationId}`],
    ['https://wallet.example/?from=a%20mail#/help', `https://wallet.example/?from=a%20mail&yingda=${conversationId}#/help`],
  ] as const) {
    const words = wordsOf(await mailOf({}, { link }))
    assert.ok(words.includes(leads), words)
    assert.ok(words.includes(`href="${leads.replace('&', '&amp;')}"`), words)
  }
})

test('when it was said is told on the desk’s clock, in 24 hours, with the clock named', async () => {
  assert.ok(wordsOf(await mailOf()).includes('林晓，11月20日 14:32（GMT+8）'))
  assert.ok(wordsOf(await mailOf({ language: 'en' })).includes('林晓, November 20, 14:32 (GMT+8)'))
})

test('a long address in an answer makes the mail no wider than the phone, and words from right to left are set as such', async () => {
  const words = wordsOf(await mailOf())
  assert.match(words, /<body style="[^"]*overflow-wrap:anywhere/)
  assert.match(words, /<blockquote dir="auto"/)
})

test('it says that a machine sent it, and belongs to the thread of its conversation', async () => {
  const raw = await mailOf()
  assert.equal(headerOf(raw, 'Auto-Submitted'), 'auto-generated')
  assert.equal(headerOf(raw, 'Message-ID'), `<${letter.id}@wallet.example>`)
  assert.equal(headerOf(raw, 'References'), `<${conversationId}@wallet.example>`)
  assert.equal(headerOf(raw, 'In-Reply-To'), `<${conversationId}@wallet.example>`)
})

test('the same letter again is the same mail but for its date', async () => {
  const without = (raw: string): string => raw.replace(/^Date: .*$/m, '')
  assert.equal(without(await mailOf()), without(await mailOf()))
})

test('of a restricted conversation no word leaves the chat', async () => {
  const raw = await mailOf({ withWords: false })
  const words = wordsOf(raw)
  assert.ok(!words.includes('钱已经退回') && !words.includes('林晓'))
  assert.ok(words.includes('只在对话里显示'))
})

test('who reads English gets it in English, and without a link is told where to go', async () => {
  const raw = await mailOf({ language: 'en' }, { brand: 'Yunhe Wallet', link: null })
  assert.ok(decodedHeader(headerOf(raw, 'Subject')).startsWith('Yunhe Wallet: there’s an answer'))
  assert.ok(wordsOf(raw).includes('Open Yunhe Wallet and go to support'))
})

test('no header can be smuggled in, by name, address or words', async () => {
  const evil = 'x\r\nBcc: everybody@evil.example\r\n\r\nhello'
  const raw = await mailOf(
    { reference: evil, to: `chen@example.cn${evil}`, answers: [{ from: evil, at: new Date(0), text: `${evil}\r\n.\r\nMAIL FROM:<a@b>`, files: 0 }] },
    { brand: evil },
  )
  const [top = ''] = raw.split('\r\n\r\n')
  assert.doesNotMatch(top, /^bcc:/im)
  assert.equal(top.match(/^(to|subject|from):/gim)?.length, 3)
})
