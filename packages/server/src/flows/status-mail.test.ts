/** Hearing of incidents by mail, from the form on the public page to the one click that ends it. By a whole server. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { en } from '@yingda/i18n/status/en.ts'
import { zhCN } from '@yingda/i18n/status/zh-CN.ts'
import { testDatabase } from '../testing/database.ts'
import { headerOf, startMailServer } from '../testing/mail-server.ts'
import { until } from '../testing/settle.ts'
import { aColleague, ask, type Answer } from './callers.ts'
import { aDesk } from './desk.ts'
import { relayTo } from './relay.ts'
import { ok } from './talk.ts'

const database = await testDatabase()
const mails = await startMailServer()
database.beforeDrop(() => mails.stop())
const relay = await relayTo(database.url)
const behind = { url: relay.url, beforeDrop: database.beforeDrop }
const desk = await aDesk(behind, { env: { SMTP_URL: mails.url, MAIL_FROM: 'desk@wallet.example', LOG_LEVEL: 'silent' } })
await desk.start()
const lead = await aColleague(desk, { role: 'lead' })

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const post = (path: string, body: string, headers: Readonly<Record<string, string>> = FORM, address?: string): Promise<Answer> =>
  ask(desk, 'POST', path, body, address === undefined ? { headers } : { headers, address })
const get = (path: string): Promise<Answer> => ask(desk, 'GET', path, undefined)
const pageOf = ({ text }: Answer): string => text
const subscribe = (email: string, address?: string): Promise<Answer> =>
  post('/status/subscriptions', new URLSearchParams({ email, lang: 'en' }).toString(), FORM, address)
const mailTo = (address: string) => mails.received.filter(({ to }) => to.includes(address))
/** The link of that kind in the mail: quoted-printable, line by line. */
const linkIn = (raw: string, what: 'confirm' | 'leave'): string => {
  const text = raw.replace(/=\r\n/g, '').replace(/=3D/g, '=')
  return new RegExp(`/status/subscriptions/${what}\\?t=[\\w.-]+`).exec(text)?.[0] ?? ''
}
const incident = (more: object = {}) => ({
  clientId: randomUUID(),
  titleZh: '充值变慢',
  titleEn: 'Top-ups are slow',
  severity: 'major',
  components: ['chat'],
  state: 'investigating',
  startedAt: null,
  textZh: '正在查',
  textEn: 'Looking into it',
  ...more,
})

test('the page has a plain form, which its policy lets go to the service alone', async () => {
  await until('the page to be written', async () => pageOf(await get('/status?lang=en')).includes('<form'))
  const page = await get('/status?lang=en')
  const [, action = ''] = /<form class="by-mail" method="post" action="([^"]+)"/.exec(pageOf(page)) ?? []
  assert.match(action, /\/status\/subscriptions$/)
  assert.ok(String(page.headers['content-security-policy']).includes(`form-action ${new URL(action).origin}`))
  assert.doesNotMatch(pageOf(page), /<script/)
})

test('asked, confirmed by a button and not by a link that is only opened, told, and ended by one click', async () => {
  const asked = await subscribe('kim@example.com')
  assert.ok(asked.status === 200 && pageOf(asked).includes(en.mailAsked))
  await until('the confirmation', () => mailTo('kim@example.com').length === 1, { withinMs: 20_000 })
  const confirm = linkIn(mailTo('kim@example.com')[0]?.raw ?? '', 'confirm')
  assert.ok(pageOf(await get(confirm)).includes(en.confirmDo))
  ok(await lead.post('/incidents', incident({ titleEn: 'Before it was confirmed' })))
  assert.ok(pageOf(await post(confirm, '')).includes(en.confirmed))

  const { id } = ok(await lead.post('/incidents', incident())).body
  await until('the incident', () => mailTo('kim@example.com').length === 2, { withinMs: 20_000 })
  ok(await lead.post(`/incidents/${id}/end`, { clientId: randomUUID(), state: 'resolved', textZh: '好了', textEn: 'Fixed' }))
  await until('its end', () => mailTo('kim@example.com').length === 3, { withinMs: 20_000 })

  const leave = new URL(headerOf(mailTo('kim@example.com')[2]?.raw ?? '', 'List-Unsubscribe').slice(1, -1))
  assert.ok(pageOf(await get(`${leave.pathname}${leave.search}`)).includes(en.leaveDo))
  const oneClick = '--x\r\ncontent-disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n'
  const left = await post(`${leave.pathname}${leave.search}`, oneClick, { 'content-type': 'multipart/form-data; boundary=x' })
  assert.ok(left.status === 200 && pageOf(left).includes(en.left))
  ok(await lead.post('/incidents', incident()))
  assert.ok(pageOf(await post(confirm, '')).includes(en.linkOld), 'an address that has left is known no more')
})

test('known or not, the answer is the same; what is no address is said so, and so is a link that is none', async () => {
  await subscribe('chen@example.cn')
  assert.equal(pageOf(await subscribe('chen@example.cn')), pageOf(await subscribe('never-seen@example.cn')))
  const wrong = await post('/status/subscriptions', 'email=chen&lang=zh-CN')
  assert.ok(wrong.status === 422 && pageOf(wrong).includes(zhCN.addressWrong))
  for (const path of ['confirm', 'leave']) {
    assert.equal((await get(`/status/subscriptions/${path}?t=x.en.y`)).status, 410)
    assert.equal((await post(`/status/subscriptions/${path}`, '')).status, 410)
  }
  // Who wants no more mails is not told to subscribe again.
  const leave = pageOf(await ask(desk, 'GET', '/status/subscriptions/leave?t=x.en.y', undefined, { headers: { 'accept-language': 'zh-CN' } }))
  assert.ok(leave.includes(zhCN.leaveLinkWrongLead) && !leave.includes(zhCN.linkOldLead))
})

test('one network may ask so often and no oftener; another still may', async () => {
  const answers: number[] = []
  for (let index = 0; index < 22; index += 1) answers.push((await subscribe(`p${index}@example.cn`, '203.0.113.7')).status)
  assert.deepEqual([answers.filter((status) => status === 200).length, answers.at(-1)], [20, 429])
  assert.equal((await subscribe('other@example.cn', '203.0.113.8')).status, 200)
})

test('where no mail goes out there is no form, and whoever has subscribed may leave all the same', async () => {
  const without = await aDesk(database, { env: { LOG_LEVEL: 'silent' } })
  assert.equal((await ask(without, 'POST', '/status/subscriptions', 'email=chen%40example.cn', { headers: FORM })).status, 404)
  assert.equal((await ask(without, 'GET', '/status/subscriptions/leave?t=x', undefined)).status, 410)
})

test('who presses a button while the database is away reads a page in the language of the form, and it works later', async (t) => {
  t.after(relay.mend)
  relay.cut()
  const form = (lang: string): string => new URLSearchParams({ email: 'later@example.com', lang }).toString()
  for (const [language, words] of [
    ['en', en],
    ['zh-CN', zhCN],
  ] as const) {
    const answer = await post('/status/subscriptions', form(language))
    assert.equal(answer.status, 503)
    assert.match(String(answer.headers['content-type']), /^text\/html/)
    assert.ok(pageOf(answer).includes(words.notNow) && pageOf(answer).includes(words.notNowLead), answer.text)
    assert.match(String(answer.headers['content-security-policy']), /style-src 'sha256-/)
  }
  relay.mend()
  await until('the database to be there again', async () => (await post('/status/subscriptions', form('en'))).status === 200, { withinMs: 20_000 })
})
