import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Client, Pool } from 'pg'
import { smtpServerOf } from '../config/mail.ts'
import { startEmbedded } from '../db/embedded/start.ts'
import { migrate } from '../db/migrate.ts'
import { checkArchive, checkDatabase, compareMigrations } from './database.ts'
import { openFolder } from '../storage/folder.ts'
import { putOnTrial } from '../trial.ts'
import { checkAttachments, checkKeys, checkStorage } from './files.ts'
import { checkDisks, checkNode, judge } from './machine.ts'
import { until } from '../../testing/settle.ts'
import { startMailServer } from '../../testing/mail-server.ts'
import { checkMail } from './mail.ts'
import { checkNats, checkPublicUrl } from './network.ts'

const DOCTOR = fileURLToPath(new URL('../../doctor.ts', import.meta.url))
const NO_FILES = { kind: 'local', folder: '/nowhere' } as const

async function aFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'yingda-doctor-'))
  await chmod(folder, 0o711)
  t.after(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** A wallet or a bucket that answers every request with one status. @returns its origin */
async function answering(t: TestContext, status: number): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(status).end()).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}` // an IP server's address is never a string
}

function runDoctor(env: Record<string, string>, ...args: string[]): Promise<{ code: number; out: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [DOCTOR, ...args], { env: { PATH: process.env['PATH'], ...env } }, (_error, out) =>
      resolve({ code: child.exitCode ?? -1, out }),
    )
  })
}

test('a faulty configuration fails, in words and as JSON, and nothing is made', async (t) => {
  const dir = join(await aFolder(t), 'data')
  const env = { YINGDA_DATA: dir, PORT: 'http' }
  const words = await runDoctor(env)
  assert.equal(words.code, 1)
  assert.match(words.out, /^✗ failed {2}configuration +PORT is not a whole number.* → Example: PORT=8080$/m)
  const json = JSON.parse((await runDoctor(env, '--json')).out)
  assert.equal(json.healthy, false)
  assert.ok(json.findings.some((finding: { check: string; state: string }) => finding.check === 'configuration' && finding.state === 'failed'))
  await runDoctor({ YINGDA_DATA: dir })
  await assert.rejects(readdir(dir))
})

test('the embedded database is looked at in each of its states and left as it is', async (t) => {
  const dir = await aFolder(t)
  const look = async (): Promise<string[]> =>
    (await checkDatabase({ databaseUrl: null, dataDir: dir, storageQuotaBytes: null, storage: NO_FILES, sessionSecret: '' })).map(
      ({ check, state }) => `${check} ${state}`,
    )
  assert.deepEqual(await look(), ['database note'])
  assert.deepEqual(await readdir(dir), [])

  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const embedded = await startEmbedded({ dir, log: quiet, address: 'http://127.0.0.1:4600' })
  try {
    assert.deepEqual(await look(), ['server ok', 'database ok', 'encoding ok', 'clock ok', 'tables failed', 'connections ok'])
    const pool = new Pool({ connectionString: embedded.url })
    await migrate(pool)
    assert.deepEqual(await look(), ['server ok', 'database ok', 'encoding ok', 'clock ok', 'tables ok', 'connections ok', 'storage use ok'])
    await pool.query(`create database old encoding 'SQL_ASCII' locale_provider libc locale 'C' template template0`)
    await pool.end()
    const old = await checkDatabase({
      databaseUrl: embedded.url.replace('/yingda?', '/old?'),
      dataDir: dir,
      storageQuotaBytes: null,
      storage: NO_FILES,
      sessionSecret: '',
    })
    assert.equal(old.find(({ check }) => check === 'encoding')?.state, 'failed')
  } finally {
    await embedded.stop()
  }
  assert.deepEqual(await look(), ['database note'])
})

test('a log that cannot be kept any more fails', async (t) => {
  const dir = await aFolder(t)
  const archiveDir = join(dir, 'log')
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
  const embedded = await startEmbedded({ dir: join(dir, 'data'), archiveDir, log: quiet, address: 'http://127.0.0.1:4600' })
  const client = new Client({ connectionString: embedded.url })
  try {
    await client.connect()
    const becomes = async (says: RegExp): Promise<string | undefined> => {
      await client.query(`select pg_logical_emit_message(false, 'doctor', 'x'), pg_switch_wal()`)
      let found = (await checkArchive(client))[0]
      await until(`the kept log to be told as ${says}`, async () => says.test((found = (await checkArchive(client))[0])?.says ?? ''), { withinMs: 30_000 })
      return found?.state
    }
    assert.equal(await becomes(/^Kept up to the piece of 2\d{3}-\d\d-\d\d .* UTC\.$/), 'ok')
    await rename(archiveDir, `${archiveDir}.away`)
    assert.equal(await becomes(/^Nothing has been kept since 2.*: [0-9A-F]{24} could not be put into the archive/), 'failed')
  } finally {
    await client.end()
    await embedded.stop()
  }
})

test('a database that is not there fails without its password being told', async () => {
  const [found] = await checkDatabase({
    databaseUrl: 'postgres://u:hidden-word@127.0.0.1:1/x',
    dataDir: '/nowhere',
    storageQuotaBytes: null,
    storage: NO_FILES,
    sessionSecret: '',
  })
  assert.equal(found?.state, 'failed')
  assert.doesNotMatch(JSON.stringify(found), /hidden-word/)
})

test('tables are in step, behind, ahead or changed', () => {
  const one = { number: 1, name: 'first', checksum: 'a' }
  const two = { number: 2, name: 'second', checksum: 'b' }
  assert.equal(compareMigrations([one, two], [one, two]).state, 'ok')
  assert.match(compareMigrations([one], [one, two]).says, /1 of 2 migrations are not applied/)
  assert.match(compareMigrations([one, two], [one]).says, /1 migrations ahead/)
  assert.match(compareMigrations([one, { ...two, checksum: 'c' }], [one, two]).says, /Changed after they were applied: 2 second/)
})

test('keys that others may read fail', { skip: process.platform === 'win32' && 'no modes' }, async (t) => {
  const dataDir = await aFolder(t)
  await mkdir(join(dataDir, 'keys'), { mode: 0o700 })
  await writeFile(join(dataDir, 'keys', 'session-secret'), 'x', { mode: 0o600 })
  assert.equal((await checkKeys({ dataDir, databaseUrl: null })).state, 'ok')
  await chmod(join(dataDir, 'keys', 'session-secret'), 0o640)
  assert.match((await checkKeys({ dataDir, databaseUrl: null })).says, /session-secret/)
})

test('a bucket answers, is missing, refuses our keys, or is away', async (t) => {
  const ask = async (endpoint: string): Promise<string> =>
    (await checkStorage({ kind: 's3', bucket: 'files', endpoint, region: 'us-east-1', accessKey: 'a', secretKey: 'b' })).says
  assert.match(await ask(await answering(t, 200)), /answers/)
  assert.match(await ask(await answering(t, 404)), /no bucket files/)
  assert.match(await ask(await answering(t, 403)), /refuses our keys/)
  assert.match(await ask('http://127.0.0.1:1'), /cannot be reached/)
})

test('a disk is judged by what is left of it, that of the files apart where it is another', async (t) => {
  const judged = [0.5, 3, 9].map((gigabytes) => judge('disk', { folder: '/data', bytes: gigabytes * 1e9 }, 'Make room.').state)
  assert.deepEqual(judged, ['failed', 'note', 'ok'])
  const dir = await aFolder(t)
  const checks = async (folder: string): Promise<string[]> => (await checkDisks({ dataDir: dir, storage: { kind: 'local', folder } })).map(({ check }) => check)
  assert.deepEqual(await checks(join(dir, 'files')), ['disk'])
  const isElsewhere = process.platform === 'linux' && (await stat('/dev/shm')).dev !== (await stat(dir)).dev
  if (isElsewhere) assert.deepEqual(await checks('/dev/shm/yingda-files'), ['disk', 'storage disk'])
})

test('a storage folder may be still to make, but never out of reach', async (t) => {
  const dir = await aFolder(t)
  assert.equal((await checkStorage({ kind: 'local', folder: join(dir, 'a', 'b') })).state, 'ok')
  await writeFile(join(dir, 'file'), '')
  assert.equal((await checkStorage({ kind: 'local', folder: join(dir, 'file', 'x') })).state, 'failed')
  assert.deepEqual(await readdir(dir), ['file'])
})

test('attachments whose bytes are not where STORAGE says fail, and nothing is made', async (t) => {
  const dir = await aFolder(t)
  const storage = await openFolder(join(dir, 'files'))
  const ids = ['a', 'b', 'c']
  for (const id of ids) await storage.put(`${id}.original`, Buffer.from(id), 'text/plain')
  // `pg`'s query has many signatures; only this one is used.
  const client = (rows: string[]) =>
    ({ query: async (text: string) => ({ rows: text.includes('stands') ? [{ stands: true }] : rows.map((id) => ({ id })) }) }) as never
  const look = async (folder: string, rows: string[]) =>
    (await checkAttachments(client(rows), { kind: 'local', folder: join(dir, folder) })).map(({ state }) => state)
  assert.deepEqual(await look('files', ids), ['ok'])
  assert.deepEqual(await look('files', []), [])
  assert.deepEqual(await look('files', [...ids, 'd']), ['failed'])
  assert.deepEqual(await look('elsewhere', ids), ['failed'])
  assert.deepEqual(await readdir(dir), ['files'])
})

test('a restored copy on trial says so', async (t) => {
  const dir = await aFolder(t)
  await putOnTrial(dir)
  assert.match((await runDoctor({ YINGDA_DATA: dir })).out, /^· note +trial +This is a restored copy on trial: .*npm start -- --in-earnest$/m)
})

test('the public address is judged by who can reach it', () => {
  const judge = (publicUrl: string, host = '127.0.0.1', trustProxy: false | number = false, demo = false): string =>
    checkPublicUrl({ publicUrl, host, trustProxy, demo }).state
  assert.equal(judge('http://127.0.0.1:4600'), 'ok')
  assert.equal(judge('http://[::1]:4600', '::1'), 'ok')
  assert.equal(judge('http://127.0.0.1:4600', '0.0.0.0'), 'note')
  assert.equal(judge('http://desk.example.com'), 'failed')
  assert.equal(judge('https://desk.example.com'), 'note')
  assert.equal(judge('https://desk.example.com', '127.0.0.1', 1), 'ok')
  assert.equal(judge('https://desk.example.com', '127.0.0.1', 1, true), 'failed', 'the demo on a public address')
})

test('Node is judged by its major version', () => {
  assert.deepEqual(
    ['22.1.0', '24.21.0', '26.0.0'].map((version) => checkNode(version).state),
    ['failed', 'ok', 'note'],
  )
})

test('NATS is missed only where several processes share the work', async () => {
  assert.equal((await checkNats({ natsUrl: null, roles: ['api', 'worker', 'gateway'] })).state, 'ok')
  assert.equal((await checkNats({ natsUrl: null, roles: ['api'] })).state, 'note')
  assert.equal((await checkNats({ natsUrl: 'nats://127.0.0.1:1', roles: ['api'] })).state, 'failed')
})

test('the mail server is asked as a mail would ask it, and what is wrong is told with what to do', async (t) => {
  const server = await startMailServer()
  t.after(() => server.stop())
  const look = (url: string, link: string | null = 'https://wallet.example/help') =>
    checkMail({ mail: { smtp: smtpServerOf(url), from: 'desk@wallet.example', link }, mailAfterMinutes: 5 })
  assert.equal((await checkMail({ mail: null, mailAfterMinutes: 5 })).state, 'note')
  const fine = await look(server.url)
  assert.deepEqual([fine.state, server.begun], ['ok', 0])
  assert.match((await look(server.url, null)).says, /set MAIL_LINK/)
  const away = await look('smtp://127.0.0.1:9')
  assert.deepEqual([away.state, away.todo], ['failed', 'Correct SMTP_URL, or the network.'])
  const signsIn = await look(server.url.replace('//', '//desk:wrong@'))
  assert.match(signsIn.says, /refuses our sign-in/)
  const open = await checkMail({
    mail: { smtp: { ...smtpServerOf(server.url), mustEncrypt: true }, from: 'desk@wallet.example', link: null },
    mailAfterMinutes: 5,
  })
  assert.match(open.says, /offers no encryption/)
})
