/** What cannot be taken is refused by a stable code, in the caller's language, and changes nothing. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { testDatabase } from '../testing/database.ts'
import { aTeam } from '../testing/builders.ts'
import { aColleague, aKnownCustomer, ask, aVisitor, type Answer, type Caller, type Colleague } from './callers.ts'
import { aDesk } from './desk.ts'
import { called } from './line.ts'
import { ok, opening, say, started, words } from './talk.ts'

const database = await testDatabase()
const { db } = database
const desk = await aDesk(database, { env: { ROLES: 'api,gateway' } })
await desk.start()

let customer: Caller
let admin: Colleague
let id: ConversationId
before(async () => {
  await aTeam(db)
  customer = await aKnownCustomer(desk)
  admin = await aColleague(desk, { role: 'admin' })
  id = await started(customer, 'payment', 'hello')
})

const everything = async (): Promise<string> => {
  const tables = ['conversation', 'entry', 'entry_content', 'participant', 'stream', 'canned_reply', 'saved_view', 'attachment', 'team']
  return JSON.stringify(await Promise.all(tables.map(async (table) => (await sql`select * from ${sql.table(table)} order by 1, 2`.execute(db)).rows)))
}

const HAN = /\p{Script=Han}/u
type Try = [what: string, code: string, send: (headers: Record<string, string>) => Promise<Answer>]

/** Each is tried in both languages: the code is the same, the words are the caller's. */
async function refuseAll(tries: readonly Try[]): Promise<void> {
  const before = await everything()
  for (const [what, code, send] of tries) {
    for (const language of ['zh-CN', 'en']) {
      const answer = await send({ 'accept-language': language })
      assert.equal(answer.body?.code, code, `${what}: ${answer.status} ${answer.text.slice(0, 300)}`)
      assert.equal(HAN.test(answer.body.message), language === 'zh-CN', `${what} in ${language}: ${answer.body.message}`)
      assert.ok(answer.status >= 400 && answer.status < 500, `${what} ${answer.status}`)
    }
  }
  assert.equal(await everything(), before)
}

const post = (body: unknown) => (headers: Record<string, string>) => customer.post(`/conversations/${id}/messages`, body, { headers })
const message = (text: unknown, over: object = {}) => post({ ...words(''), text, ...over })

test('broken, oversize, wrong and unknown input to a message', async () => {
  await refuseAll([
    ['broken JSON', 'request.malformed', post('{"clientId":')],
    ['nothing at all', 'request.malformed', post('')],
    ['not an object', 'request.invalid', post('[]')],
    [
      'a wrong media type',
      'request.unsupported_type',
      (headers) => customer.post(`/conversations/${id}/messages`, 'a=b', { headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' } }),
    ],
    ['a polluting key', 'request.malformed', post(`{"__proto__":{"admin":true},"clientId":"${randomUUID()}","text":"x","attachmentIds":[]}`)],
    ['an unknown field', 'request.invalid', message('x', { isAdmin: true })],
    ['a number for text', 'request.invalid', message(5)],
    ['no text', 'request.invalid', post({ clientId: randomUUID(), attachmentIds: [] })],
    ['an id that is none', 'request.invalid', message('x', { clientId: '1 or 1=1' })],
    ['too many files', 'request.invalid', message('x', { attachmentIds: Array.from({ length: 11 }, () => randomUUID()) })],
    ['a file of nobody', 'attachment.not_found', message('x', { attachmentIds: [randomUUID()] })],
    ['only spaces', 'message.empty', message(' \n\t　')],
    ['only zero-width signs and direction marks', 'message.empty', message('\u200b\u200d\u202e \u2066\ufeff')],
    ['one character too many', 'message.too_long', message('字'.repeat(8001))],
    ['a megabyte of emoji', 'request.too_large', message('😀'.repeat(262_144))],
    ['as many emoji as a body holds', 'message.too_long', message('😀'.repeat(60_000))],
    ['NUL', 'request.invalid', message('a\0b')],
    ['half a surrogate pair', 'request.invalid', message('a\ud83d')],
    ['nesting as deep as it is long', 'request.invalid', post(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)],
    ['an address that is no id', 'request.invalid', (headers) => customer.get(`/conversations/1%20or%201=1/entries`, { headers })],
    ['an address that cannot be read', 'request.malformed', (headers) => customer.get(`/conversations/%E0%A4%A/entries`, { headers })],
    ['an address that does not exist', 'request.not_found', (headers) => customer.get(`/nothing-here`, { headers })],
    ['a number out of range', 'request.invalid', (headers) => customer.get(`/conversations/${id}/entries?limit=100000`, { headers })],
    ['an unknown parameter', 'request.invalid', (headers) => customer.get(`/conversations/${id}/entries?order=desc`, { headers })],
  ])
})

test('a conversation whose first message cannot be taken is not opened', async () => {
  const start = (over: object) => (headers: Record<string, string>) => customer.post('/conversations', { ...opening('transfer'), ...over }, { headers })
  await refuseAll([
    ['an empty message', 'message.empty', start({ message: words('  ') })],
    ['too long a message', 'message.too_long', start({ message: words('x'.repeat(8001)) })],
    ['a file of nobody', 'attachment.not_found', start({ message: { ...words('x'), attachmentIds: [randomUUID()] } })],
    ['a device with NUL in its name', 'request.invalid', start({ context: { device: 'a\0' } })],
    ['a device with half a pair in its name', 'request.invalid', start({ context: { device: '\udc00' } })],
    ['an unknown question', 'request.invalid', start({ questionType: 'weather' })],
    ['an unknown language', 'request.invalid', start({ language: 'fr' })],
  ])
})

test('hostile input to the staff’s doors', async () => {
  const get = (path: string) => (headers: Record<string, string>) => admin.get(path, { headers })
  await refuseAll([
    [
      'a note of nothing',
      'message.empty',
      (headers) => admin.post(`/conversations/${id}/notes`, { clientId: randomUUID(), text: ' ', mentions: [] }, { headers }),
    ],
    [
      'a note that shows nothing',
      'message.empty',
      (headers) => admin.post(`/conversations/${id}/notes`, { clientId: randomUUID(), text: '\u200b\u200f', mentions: [] }, { headers }),
    ],
    [
      'too long a note',
      'message.too_long',
      (headers) => admin.post(`/conversations/${id}/notes`, { clientId: randomUUID(), text: 'x'.repeat(8001), mentions: [] }, { headers }),
    ],
    [
      'a mention of nobody',
      'agent.not_found',
      (headers) => admin.post(`/conversations/${id}/notes`, { clientId: randomUUID(), text: 'x', mentions: [randomUUID()] }, { headers }),
    ],
    ['NUL in a search', 'request.invalid', get('/search?q=a%00b')],
    [
      'a shortcut with spaces',
      'request.invalid',
      (headers) => admin.post('/canned-replies', { shortcut: 'a b', title: 't', textZh: '', textEn: '', teamId: null }, { headers }),
    ],
    [
      'a snooze into the past',
      'conversation.closed',
      (headers) => admin.post(`/conversations/${id}/snooze`, { until: '2020-01-01T00:00:00.000Z' }, { headers }),
    ],
    [
      'a transfer to nobody',
      'team.not_found',
      (headers) => admin.post(`/conversations/${id}/transfer`, { teamId: randomUUID(), agentId: null, note: '' }, { headers }),
    ],
    ['merging into itself', 'conversation.different_customer', (headers) => admin.post(`/conversations/${id}/merge`, { targetId: id }, { headers })],
    [
      'a reply in a team that is none',
      'team.not_found',
      (headers) => admin.post('/canned-replies', { shortcut: 'x', title: 't', textZh: '', textEn: '', teamId: randomUUID() }, { headers }),
    ],
  ])
  for (const path of [
    '/search?q=%27%20%26%20%7C%20!%20:*%20\\',
    '/search?q=%25_%5C',
    '/conversations?cursor=12345/x',
    `/conversations?cursor=2026-01-01T00:00:00.000000Z/${'-'.repeat(36)}`,
    `/conversations?ids=${'-'.repeat(36)}`,
  ]) {
    assert.equal((await admin.get(path)).status, 200, path)
  }
})

test('HTML, script and formulas in a message stay the text they are, at every door', async () => {
  const hostile = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '"><svg/onload=alert(1)>',
    '=HYPERLINK("http://x")',
    "'; drop table entry; --",
    '{{constructor.constructor("return 1")()}}',
    '‮txt.exe',
    '👨‍👩‍👧‍👦 𝄞',
  ]
  for (const text of hostile) ok(await say(customer, id, text))
  const page = ok(await customer.get(`/conversations/${id}/entries?limit=500`))
  const texts = page.body.entries.map((entry: { view: { content?: { text: string } } }) => entry.view.content?.text)
  for (const text of hostile) assert.ok(texts.includes(text), text)
  assert.match(String(page.headers['content-type']), /^application\/json/)
  const transcript = await customer.get(`/conversations/${id}/transcript`)
  assert.match(String(transcript.headers['content-type']), /^text\/plain/)
  assert.match(String(transcript.headers['content-disposition']), /^attachment/)
  for (const answer of [page, transcript]) assert.equal(answer.headers['x-content-type-options'], 'nosniff')
})

test('a hostile file name is kept as a harmless one; a file that is not what it says is refused', async () => {
  const upload = (name: string, type: string, bytes: Buffer, headers: Record<string, string> = {}) => {
    const head = `--b\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`
    return ask(desk, 'POST', '/api/customer/attachments', Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--b--\r\n')]), {
      headers: { ...customer.headers, ...headers, 'content-type': 'multipart/form-data; boundary=b' },
    })
  }
  const text = Buffer.from('<script>alert(1)</script>')
  await refuseAll([
    ['a script that says it is a picture', 'attachment.type_not_allowed', (headers) => upload('a.png', 'image/png', text, headers)],
    ['a page', 'attachment.type_not_allowed', (headers) => upload('a.html', 'text/html', text, headers)],
    ['a program', 'attachment.type_not_allowed', (headers) => upload('a.exe', 'application/octet-stream', Buffer.from('MZ\0\0'), headers)],
  ])
  const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
  const kept = ok(await upload('../../etc/passwd\u202egnp.png', 'image/png', dot))
  assert.doesNotMatch(kept.body.attachment.name, /[/\\\u202e]|^\./)
})

test('over the socket: what cannot be read is refused, a send by its own name, and the socket stays open', async () => {
  const visitor = await aVisitor(desk)
  const own = await started(visitor, 'payment', 'hello')
  const line = await called(desk, visitor)
  const before = await everything()
  const frame = (over: object): string =>
    JSON.stringify({ t: 'send', ref: 'r', conversationId: own, clientId: randomUUID(), text: 'x', attachmentIds: [], ...over })
  const tries: [string, string, string | null][] = [
    ['{', 'request.malformed', null],
    ['null', 'request.invalid', null],
    ['{"t":"nothing"}', 'request.invalid', null],
    [frame({ text: 5 }), 'request.invalid', 'r'],
    [frame({ extra: 1 }), 'request.invalid', 'r'],
    [frame({ text: 'a\0' }), 'request.invalid', 'r'],
    [frame({ text: '\ud800' }), 'request.invalid', 'r'],
    [frame({ text: ' ' }), 'message.empty', 'r'],
    [frame({ text: '\u200b\u200e' }), 'message.empty', 'r'],
    [frame({ text: '字'.repeat(8001) }), 'message.too_long', 'r'],
    [frame({ conversationId: randomUUID() }), 'conversation.not_found', 'r'],
  ]
  for (const [text, code, ref] of tries) {
    line.say(text)
    const told = await line.next('refused')
    assert.deepEqual([told.code, told.ref], [code, ref], text.slice(0, 100))
    assert.match(told.message, HAN)
  }
  assert.equal(await everything(), before)
  line.say({ t: 'ping' })
  await line.next('pong')
  line.say(frame({ text: '😀'.repeat(262_144) }))
  assert.equal(await line.closed(), 1009)
  assert.equal(await everything(), before)
})
