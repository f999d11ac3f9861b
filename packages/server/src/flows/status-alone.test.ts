/** `ROLES=status`: a process of its own with nothing else up. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { StatusSnapshot } from '@yingda/protocol/http/status.ts'
import { en } from '@yingda/i18n/status/en.ts'
import { zhCN } from '@yingda/i18n/status/zh-CN.ts'
import { freePort } from '../platform/db/embedded/free-port.ts'
import { until } from '../testing/settle.ts'

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'yingda-status-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const copyMade = (secondsAgo: number): StatusSnapshot => ({
  version: 1,
  at: new Date(Date.now() - secondsAgo * 1000).toISOString(),
  brand: { 'zh-CN': '云禾钱包', en: 'Yunhe Wallet' },
  timeZone: 'Asia/Shanghai',
  components: [{ key: 'chat', name: { 'zh-CN': '在线客服', en: 'Chat' }, state: 'ok', from: null, measured: null, days: 'o'.repeat(90) }],
  waits: [],
  incidents: [],
  contacts: [],
  quality: { at: new Date().toISOString(), months: [], days: [] },
  subscribeAt: 'https://desk.example/status/subscriptions',
})
function write(snapshot: StatusSnapshot): void {
  mkdirSync(join(folder, 'status'), { recursive: true })
  writeFileSync(join(folder, 'draft'), JSON.stringify(snapshot))
  renameSync(join(folder, 'draft'), join(folder, 'status/status.json'))
}

const port = await freePort()
const url = `http://127.0.0.1:${port}`
// No database, no secret; and of what it does not use a setting may even be wrong.
const env = { PATH: process.env['PATH'], ROLES: 'status', STORAGE: folder, PORT: String(port), DATABASE_URL: 'not an address', LOG_LEVEL: 'warn' }
const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'inherit'] })
after(() => void child.kill('SIGKILL'))
let printed = ''
child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
await until('it to be ready', () => printed.includes('ready') || child.exitCode !== null, { withinMs: 60_000 })

const page = async (path = '/status'): Promise<{ status: number; text: string }> => {
  const answer = await fetch(`${url}${path}`)
  return { status: answer.status, text: await answer.text() }
}

test('before there is a copy it says so, in both languages, and is not ready; whoever started it reads where it looks', async () => {
  await until('it to be told', () => printed.includes(`No copy that can be read lies in ${join(folder, 'status')} yet`))
  assert.deepEqual([(await page()).status, (await page('/readyz')).status, (await page('/status.json')).status], [503, 503, 503])
  assert.ok((await page()).text.includes(zhCN.none) && (await page('/status?lang=en')).text.includes(en.none))
})

test('it shows the copy soon after it was written, and writes nothing itself', async () => {
  write(copyMade(5))
  await until('the copy', async () => (await page('/readyz')).status === 200)
  assert.ok((await page()).text.includes(`<h1>${zhCN.allWell}</h1>`))
  assert.ok((await page()).text.includes('action="https://desk.example/status/subscriptions"'), 'one subscribes at the service itself')
  assert.match((await fetch(`${url}/status`)).headers.get('content-security-policy') ?? '', /form-action https:\/\/desk\.example;/)
  assert.deepEqual(readdirSync(folder), ['status'])
  assert.deepEqual(readdirSync(join(folder, 'status')), ['status.json'])
  assert.equal((await fetch(`${url}/`)).url, `${url}/status`)
})

test('a copy that nobody has written anew for minutes is shown with its age, and no longer as if all were well', async () => {
  write(copyMade(240))
  await until('the older copy', async () => (await page()).text.includes(zhCN.unknown))
  const { text } = await page('/status?lang=en')
  assert.ok(text.includes(en.byMailNotNow) && !text.includes('<form'), 'with the service away one hears of it by the feed')
  assert.match(text, /As of \d\d:\d\d, 4 minutes ago: this page hasn’t been updated since\./)
  assert.equal(JSON.parse((await page('/status.json')).text).age.why, 'not_written')
})

test('the storage goes away, or what lies there cannot be read: the last copy stands', async () => {
  const failures = (): number => printed.split('could not be read').length - 1
  writeFileSync(join(folder, 'status/status.json'), '{"version":')
  await until('half a copy to be read', () => failures() === 1)
  rmSync(join(folder, 'status'), { recursive: true })
  writeFileSync(join(folder, 'status'), 'no folder')
  await until('no copy to be read', () => failures() >= 2)
  assert.ok((await page()).text.includes(zhCN.unknown))
})

test('it has no other door, and ends when it is told to', async () => {
  for (const path of ['/api/staff/session/', '/api/customer/home', '/console/', '/docs', '/metrics']) assert.equal((await page(path)).status, 404, path)
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  assert.deepEqual(await gone, [0, null])
})
