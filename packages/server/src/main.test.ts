import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { testDatabase } from './testing/database.ts'
import { until } from './testing/settle.ts'
import { findPostmaster } from './platform/db/embedded/postmaster.ts'
import { IN_EARNEST, isOnTrial, putOnTrial } from './platform/trial.ts'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))

test('a start that fails takes its database down again', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'yingda-main-'))
  chmodSync(folder, 0o711)
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const busy = createServer().listen(0, '127.0.0.1')
  await once(busy, 'listening')
  t.after(() => busy.close())
  const { port } = busy.address() as AddressInfo // listens on TCP

  const env = { ...process.env, DATABASE_URL: '', HOST: '127.0.0.1', PORT: String(port), YINGDA_DEMO: 'off', YINGDA_DATA: folder, LOG_LEVEL: 'silent' }
  const server = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  server.stderr.on('data', (chunk: Buffer) => void (said += chunk.toString()))
  const [code] = await once(server, 'exit')
  assert.equal(code, 1)
  assert.match(said, /^Another program listens there already: .*EADDRINUSE.* set PORT[^\n]*\n$/)
  assert.equal(await findPostmaster(join(folder, 'postgres/data')), null)
})

test('a trial that could not be ended in earnest, as something else listens there, is still a trial', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'yingda-main-'))
  chmodSync(folder, 0o711)
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  await putOnTrial(folder)
  const busy = createServer().listen(0, '127.0.0.1')
  await once(busy, 'listening')
  t.after(() => busy.close())
  const { port } = busy.address() as AddressInfo // listens on TCP

  const env = { ...process.env, DATABASE_URL: '', HOST: '127.0.0.1', PORT: String(port), YINGDA_DEMO: 'off', YINGDA_DATA: folder, LOG_LEVEL: 'silent' }
  const server = spawn(process.execPath, [MAIN, IN_EARNEST], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk: Buffer) => void (said += chunk.toString()))
  const [code] = await once(server, 'exit')
  assert.equal(code, 1)
  assert.match(said, /Another program listens there already/)
  assert.doesNotMatch(said, /trial .* is over/)
  assert.equal(isOnTrial(folder), true)
})

test('a signal while it starts takes its database down again', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'yingda-main-'))
  chmodSync(folder, 0o711)
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const free = createServer().listen(0, '127.0.0.1')
  await once(free, 'listening')
  const { port } = free.address() as AddressInfo // listens on TCP
  free.close()

  const env = { ...process.env, DATABASE_URL: '', HOST: '127.0.0.1', PORT: String(port), YINGDA_DEMO: 'off', YINGDA_DATA: folder, LOG_LEVEL: 'silent' }
  const server = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  t.after(() => server.kill('SIGKILL'))
  let said = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk: Buffer) => void (said += chunk.toString()))
  const ended = once(server, 'exit')
  const runs = async (): Promise<boolean> => (await findPostmaster(join(folder, 'postgres/data'))) !== null
  await until('the database to run', async () => server.exitCode !== null || (await runs()), { withinMs: 60_000 })
  assert.equal(server.exitCode, null, said)
  assert.doesNotMatch(said, /is ready/, 'the signal comes while it starts')
  server.kill('SIGTERM')
  assert.deepEqual(await ended, [0, null], said)
  assert.doesNotMatch(said, /is ready|rror/)
  assert.equal(await findPostmaster(join(folder, 'postgres/data')), null)
})

test('a start while its own server of PostgreSQL is away waits for it, and says so', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'yingda-main-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const given = { DATABASE_URL: 'postgres://yingda:hidden@127.0.0.1:1/yingda', SESSION_SECRET: 'x'.repeat(40) }
  const env = { ...process.env, ...given, YINGDA_DEMO: 'off', YINGDA_DATA: folder, LOG_LEVEL: 'silent' }
  const server = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  t.after(() => server.kill('SIGKILL'))
  let said = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk: Buffer) => void (said += chunk.toString()))
  const ended = once(server, 'exit')
  await until('it to say that it waits', () => server.exitCode !== null || said.includes('Yingda waits for it'), { withinMs: 60_000 })
  server.kill('SIGTERM')
  assert.deepEqual(await ended, [0, null], said)
  assert.match(said, /^The database cannot be reached \(connect ECONNREFUSED 127\.0\.0\.1:1\)\. Yingda waits for it\.$/m)
})

test('a server that is told to stop says so to the proxy, goes on serving as long as is set, and ends', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'yingda-main-'))
  const database = await testDatabase()
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const port = await aFreePort()
  const env = { DATABASE_URL: database.url, PORT: String(port), YINGDA_DATA: folder, YINGDA_DEMO: 'off', SESSION_SECRET: 's'.repeat(40), DRAIN_SECONDS: '2' }
  const server = spawn(process.execPath, [MAIN], { env: { ...process.env, ...env, LOG_LEVEL: 'silent' }, stdio: ['ignore', 'pipe', 'ignore'] })
  t.after(() => server.kill('SIGKILL'))
  let said = ''
  server.stdout.on('data', (chunk: Buffer) => void (said += chunk.toString()))
  await until('it is ready', () => said.includes('is ready'), { withinMs: 60_000 })
  const status = async (path: string): Promise<number> => (await fetch(`http://127.0.0.1:${port}${path}`)).status
  assert.equal(await status('/readyz'), 200)
  const from = performance.now()
  server.kill('SIGTERM')
  await until('the proxy may hear of it', async () => (await status('/readyz')) === 503)
  assert.equal(await status('/api/customer/articles?q='), 200)
  const [code] = await once(server, 'exit')
  assert.equal(code, 0)
  assert.ok(performance.now() - from >= 2000)
})

test('of two servers that start on one empty database one prints the link for the first admin, and the other says which', async (t) => {
  const database = await testDatabase()
  const start = async (): Promise<{ said: () => string; pid: number; stop(): Promise<void> }> => {
    const folder = mkdtempSync(join(tmpdir(), 'yingda-main-'))
    t.after(() => rmSync(folder, { recursive: true, force: true }))
    const given = { DATABASE_URL: database.url, YINGDA_DATA: folder, YINGDA_DEMO: 'off', SESSION_SECRET: 's'.repeat(40), PORT: String(await aFreePort()) }
    const server = spawn(process.execPath, [MAIN], { env: { ...process.env, ...given, LOG_LEVEL: 'silent' }, stdio: ['ignore', 'pipe', 'ignore'] })
    t.after(() => server.kill('SIGKILL'))
    let said = ''
    server.stdout.on('data', (chunk: Buffer) => void (said += chunk.toString()))
    const ended = once(server, 'exit')
    await until('it is ready', () => said.includes('API documents'), { withinMs: 60_000 })
    return {
      said: () => said,
      pid: server.pid ?? 0,
      async stop() {
        server.kill('SIGTERM')
        await ended
      },
    }
  }
  const servers = await Promise.all([start(), start()])
  const [printer, other] = servers.toSorted((one) => (one.said().includes('#token=') ? -1 : 1))
  assert.ok(printer !== undefined && other !== undefined)
  assert.match(printer.said(), /First admin, one-time link {2}http\S+#token=[\w-]+&first=1/)
  assert.match(
    other.said(),
    new RegExp(`First admin +the one-time link was printed at \\S+ by process ${printer.pid} on \\S+; where it is lost: npm run admin -- create --email`),
  )
  assert.doesNotMatch(other.said(), /#token=/)
  await printer.stop()
  assert.match((await start()).said(), /#token=/, 'nobody else would say it again')
})

async function aFreePort(): Promise<number> {
  const free = createServer().listen(0, '127.0.0.1')
  await once(free, 'listening')
  const { port } = free.address() as AddressInfo // listens on TCP
  free.close()
  await once(free, 'close')
  return port
}
