/** The SDK as it is shipped, built to JavaScript, against a running desk. */
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type * as Sdk from '../../packages/sdk/src/index.ts'
import { aDesk } from '../../packages/server/src/flows/desk.ts'
import { walletToken } from '../../packages/server/src/flows/callers.ts'
import { aTeam } from '../../packages/server/src/testing/builders.ts'
import { testDatabase } from '../../packages/server/src/testing/database.ts'
import { until } from '../../packages/server/src/testing/settle.ts'

const PIXEL = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')
const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const built = mkdtempSync(join(tmpdir(), 'yingda-sdk-'))
after(() => rmSync(built, { recursive: true }))

const { status, stdout } = spawnSync(process.execPath, [join(ROOT, 'scripts/sdk/build.ts'), built], { encoding: 'utf8' })
assert.equal(status, 0, stdout)
// The built files carry the types of their sources.
const { createYingda, Refusal } = (await import(pathToFileURL(join(built, 'index.js')).href)) as typeof Sdk

const database = await testDatabase()
await aTeam(database.db)
const desk = await aDesk(database)
await desk.start()

async function aCustomer(options: Partial<Sdk.YingdaOptions> = {}): Promise<Sdk.Yingda> {
  const token = await walletToken()
  const yingda = createYingda({ url: desk.origin(), token: () => token, ...options })
  after(() => yingda.stop())
  return yingda
}

type Talk = { conversationId: string; texts: string[]; seqs: number[]; stop: () => void }

async function aTalk(yingda: Sdk.Yingda): Promise<Talk> {
  const { conversation } = await yingda.start({ questionType: 'payment' })
  const talk: Talk = { conversationId: conversation.id, texts: [], seqs: [], stop: () => {} }
  talk.stop = yingda.follow(conversation.id, {
    onEntries: (entries) => {
      talk.seqs.push(...entries.map(({ seq }) => seq))
      talk.texts.push(...entries.flatMap(({ view }) => (view.kind === 'message' && view.from === 'customer' ? [view.content.text] : [])))
    },
  })
  return talk
}

const heard = (talk: Talk, text: string): Promise<void> =>
  until(`the words ${text}; had ${talk.texts.join()}`, () => talk.texts.includes(text), { withinMs: 20_000 })
const gapless = (talk: Talk): void =>
  assert.deepEqual(
    talk.seqs,
    talk.seqs.map((_, index) => index + 1),
  )

test('what is shipped imports nothing but itself', () => {
  const texts = globSync('**/*.{js,d.ts}', { cwd: built }).map((file) => readFileSync(join(built, file), 'utf8'))
  assert.ok(texts.length >= 16)
  for (const text of texts) assert.doesNotMatch(text, /(from|import\() ?['"][^.]|\.ts['"]/)
})

test('a conversation is opened, spoken in and followed', async () => {
  const statuses: string[] = []
  const yingda = await aCustomer({ onStatus: (status) => statuses.push(status) })
  const talk = await aTalk(yingda)
  const { seq, conversationId } = await yingda.send({ conversationId: talk.conversationId, text: '充值没到账' })
  await heard(talk, '充值没到账')
  gapless(talk)
  assert.equal(conversationId, talk.conversationId)
  assert.ok(seq > 0)
  assert.deepEqual(statuses, ['connecting', 'live'])
  assert.equal((await yingda.request('GET /conversations')).conversations[0]?.id, talk.conversationId)
})

test('a line cut off goes on without a gap, and the same client id is one message', async () => {
  const sockets: WebSocket[] = []
  class Watched extends WebSocket {
    constructor(url: string | URL) {
      super(url)
      sockets.push(this)
    }
  }
  const yingda = await aCustomer({ WebSocket: Watched })
  const talk = await aTalk(yingda)
  await yingda.send({ conversationId: talk.conversationId, text: '第一句' })
  await heard(talk, '第一句')
  sockets.at(-1)?.close()
  const clientId = crypto.randomUUID()
  const answers = await Promise.all([1, 2].map(() => yingda.send({ conversationId: talk.conversationId, text: '第二句', clientId })))
  assert.equal(answers[0]?.seq, answers[1]?.seq)
  await heard(talk, '第二句')
  gapless(talk)
  assert.ok(sockets.length >= 2)
})

test('where sockets are blocked the conversation is followed by asking', async () => {
  const statuses: string[] = []
  class Blocked extends EventTarget {
    constructor() {
      super()
      setTimeout(() => this.dispatchEvent(Object.assign(new Event('close'), { code: 1006 })), 5)
    }
    send(): void {}
    close(): void {}
  }
  // Only what a line uses of a socket is there.
  const yingda = await aCustomer({ WebSocket: Blocked as unknown as typeof WebSocket, onStatus: (status) => statuses.push(status) })
  const talk = await aTalk(yingda)
  await until('polling', () => statuses.includes('polling'), { withinMs: 10_000 })
  await yingda.send({ conversationId: talk.conversationId, text: '转账失败' })
  await heard(talk, '转账失败')
  gapless(talk)
})

test('a refusal has the desk’s own code', async () => {
  const yingda = await aCustomer()
  const conversationId = crypto.randomUUID()
  await assert.rejects(yingda.send({ conversationId, text: 'x' }), (error) => error instanceof Refusal && error.code === 'conversation.not_found')
})

test('a file is taken for a next message', async () => {
  const yingda = await aCustomer()
  const talk = await aTalk(yingda)
  const attachment = await yingda.upload(new Blob([PIXEL], { type: 'image/png' }), '截图.png')
  assert.equal(attachment.name, '截图.png')
  await yingda.send({ conversationId: talk.conversationId, text: '', attachmentIds: [attachment.id] })
  await until('the file', () => talk.seqs.length >= 2, { withinMs: 10_000 })
})
