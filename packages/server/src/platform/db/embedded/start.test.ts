import assert from 'node:assert/strict'
import { chmod, chown, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { Pool } from 'pg'
import { installedBinaries } from './binaries.ts'
import { findPostmaster } from './postmaster.ts'
import { aFolder, anOwner, aSleeper, ask, askUntil, isRoot, killDatabase } from './scenario.ts'

test('a fresh folder gets a UTF-8 cluster whatever LANG and the PG variables say', async (t) => {
  const dir = await aFolder(t)
  const env = { LANG: 'zh_CN.GBK', LC_ALL: 'xx_YY', PGDATA: '/nowhere', PGPORT: '1', PGSSLMODE: 'require', PGUSER: 'root' }
  const owner = await anOwner(t, dir, { env })
  assert.equal(owner.adopted, false, owner.failed)

  const [made] = await ask(
    owner.url,
    `select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale, datname as name,
       current_setting('listen_addresses') as listens, current_setting('unix_socket_directories') as sockets,
       current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, upper('é') as upper,
       current_setting('wal_segment_size') as piece, current_setting('max_wal_size') as log
     from pg_database where datname = current_database()`,
  )
  assert.deepEqual(made, {
    encoding: 'UTF8',
    provider: 'b',
    locale: 'C.UTF-8',
    name: 'yingda',
    listens: '127.0.0.1',
    sockets: '',
    fsync: 'on',
    commit: 'on',
    upper: 'É',
    piece: '1MB',
    log: '1GB',
  })
  assert.equal((await stat(join(dir, 'keys'))).mode & 0o777, 0o700)
  assert.equal((await stat(join(dir, 'keys', 'database-password'))).mode & 0o777, 0o600)
  const [password] = (await readFile(join(dir, 'keys', 'database-password'), 'utf8')).split('\n')
  await assert.rejects(ask(owner.url?.replace(password ?? '', 'wrong'), 'select 1'), /password authentication failed/)
})

test('trigrams match Chinese', async (t) => {
  const owner = await anOwner(t, await aFolder(t))
  await ask(owner.url, 'create extension pg_trgm')
  const [row] = await ask(owner.url, `select similarity('转账未到账', '转账没到账') > 0 as alike`)
  assert.deepEqual(row, { alike: true })
})

test('while the owner lives a second start is refused with its address', async (t) => {
  const dir = await aFolder(t)
  const owner = await anOwner(t, dir, { input: { address: 'http://127.0.0.1:4777' } })
  const second = await anOwner(t, dir)
  assert.equal(second.refusedBy, 'http://127.0.0.1:4777')
  assert.equal(second.process.exitCode ?? 1, 1)
  assert.deepEqual(await ask(owner.url, 'select 1 as one'), [{ one: 1 }])
})

test('five starts at once: one owns the database, four are refused', async (t) => {
  const dir = await aFolder(t)
  const starts = await Promise.all(Array.from({ length: 5 }, () => anOwner(t, dir)))
  assert.equal(starts.filter((start) => start.url !== undefined).length, 1)
  assert.equal(starts.filter((start) => start.refusedBy !== undefined).length, 4)
})

test('owner killed and database alive: the next start adopts it, connections and all', async (t) => {
  const dir = await aFolder(t)
  const first = await anOwner(t, dir)
  await ask(first.url, 'create table kept as select 7 as seven')
  const before = await findPostmaster(first.dataDir ?? '')
  await first.kill()

  const second = await anOwner(t, dir)
  assert.equal(second.adopted, true, second.failed)
  assert.equal(second.url, first.url)
  assert.equal((await findPostmaster(second.dataDir ?? ''))?.pid, before?.pid)
  assert.deepEqual(await ask(second.url, 'select seven from kept'), [{ seven: 7 }])

  await second.stop()
  assert.equal(await findPostmaster(second.dataDir ?? ''), null, 'the adopter stops it in the end')
})

test('owner and database both killed: the next start recovers what was committed', async (t) => {
  const dir = await aFolder(t)
  const first = await anOwner(t, dir)
  await ask(first.url, 'create table kept as select 7 as seven')
  await first.kill()
  await killDatabase(first.dataDir ?? '')

  const second = await anOwner(t, dir)
  assert.equal(second.adopted, false, second.failed)
  assert.deepEqual(await ask(second.url, 'select seven from kept'), [{ seven: 7 }])
})

test('a database killed under a living server is started again and its pool recovers', async (t) => {
  const owner = await anOwner(t, await aFolder(t))
  await ask(owner.url, 'create table kept as select 7 as seven')
  const pool = new Pool({ connectionString: owner.url })
  pool.on('error', () => undefined)
  t.after(() => pool.end())
  await pool.query('select 1')

  for (const round of [1, 2]) {
    await killDatabase(owner.dataDir ?? '')
    assert.deepEqual(await askUntil(owner.url, 'select seven from kept', { withinMs: 20_000 }), [{ seven: 7 }], `round ${round}`)
    assert.deepEqual((await pool.query('select seven from kept')).rows, [{ seven: 7 }])
  }
})

test('after an orderly stop nothing runs, and the next start is an ordinary one', async (t) => {
  const dir = await aFolder(t)
  const first = await anOwner(t, dir)
  await first.stop()
  assert.equal(await findPostmaster(first.dataDir ?? ''), null)
  const second = await anOwner(t, dir)
  assert.equal(second.adopted, false, second.failed)
})

test('a stale pid file whose number went to another program of the account does not stop the start', async (t) => {
  const dir = await aFolder(t)
  const first = await anOwner(t, dir)
  await first.kill()
  await killDatabase(first.dataDir ?? '')
  const path = join(first.dataDir ?? '', 'postmaster.pid')
  const stale = await readFile(path, 'utf8')
  await writeFile(path, stale.replace(/^\d+/, String(await aSleeper(t, first.dataDir ?? ''))))

  const second = await anOwner(t, dir)
  assert.equal(second.adopted, false, second.failed)
})

test('a lost password file is replaced, dead or alive, and the data stays', async (t) => {
  const dir = await aFolder(t)
  const first = await anOwner(t, dir)
  await ask(first.url, 'create table kept as select 7 as seven')
  await first.kill()
  await rm(join(dir, 'keys'), { recursive: true })
  const second = await anOwner(t, dir)
  assert.notEqual(second.url, first.url, second.failed)
  assert.deepEqual(await ask(second.url, 'select seven from kept'), [{ seven: 7 }])
})

test('what a killed first start left half-made is swept away', async (t) => {
  const dir = await aFolder(t)
  await mkdir(join(dir, 'postgres', 'initdb-dead'), { recursive: true })
  await writeFile(join(dir, 'postgres', 'initdb-dead', 'PG_VERSION'), '18\n')
  const owner = await anOwner(t, dir)
  assert.ok(owner.url, owner.failed)
  await assert.rejects(stat(join(dir, 'postgres', 'initdb-dead')))
})

test('data of another PostgreSQL release is refused in words and left alone', async (t) => {
  const dir = await aFolder(t)
  await mkdir(join(dir, 'postgres', 'data'), { recursive: true })
  await writeFile(join(dir, 'postgres', 'data', 'PG_VERSION'), '15\n')
  const owner = await anOwner(t, dir)
  assert.match(owner.failed ?? '', /made by PostgreSQL 15, but this release brings PostgreSQL 18/)
})

test('an ordinary user needs no special step', { skip: !isRoot && 'only root can become another user' }, async (t) => {
  const dir = await aFolder(t)
  await chown(dir, 65_534, 65_534)
  const owner = await anOwner(t, dir, { uid: 65_534 })
  assert.ok(owner.url, owner.failed)
  assert.equal((await stat(owner.dataDir ?? '')).uid, 65_534)
  await owner.stop()

  const asRoot = await anOwner(t, dir)
  assert.ok(asRoot.url, asRoot.failed)
  assert.equal((await stat(asRoot.dataDir ?? '')).uid, 65_534, 'root leaves the data with its owner')
})

test('as root, a clone the account cannot enter: data and binaries move out, said once and remembered', { skip: !isRoot && 'only for root' }, async (t) => {
  const clone = await aFolder(t, { mode: 0o700 })
  const shelter = await aFolder(t)
  // The same binaries, seen through a path that only root can walk.
  await symlink(dirname(installedBinaries()), join(clone, 'package'))
  const input = { binaries: join(clone, 'package', 'native'), shelters: [shelter] }
  const dir = join(clone, '.yingda')

  const first = await anOwner(t, dir, { input })
  assert.ok(first.dataDir?.startsWith(shelter), first.failed)
  assert.match(first.told.join('\n'), /The database goes to .* cannot work in .* Remembered in /)
  await ask(first.url, 'create table kept as select 7 as seven')
  await first.kill()
  await killDatabase(first.dataDir ?? '')

  const second = await anOwner(t, dir, { input: { ...input, shelters: [] } })
  assert.equal(second.dataDir, first.dataDir, second.failed)
  assert.deepEqual(await ask(second.url, 'select seven from kept'), [{ seven: 7 }])
  await second.stop()

  await rm(shelter, { recursive: true })
  const third = await anOwner(t, dir, { input })
  assert.match(third.failed ?? '', /is gone\. Put it back, or delete/)
})

test('as root, data that its account can no longer reach moves out with all it holds', { skip: !isRoot && 'only for root' }, async (t) => {
  const clone = await aFolder(t)
  const shelter = await aFolder(t)
  const dir = join(clone, '.yingda')
  const first = await anOwner(t, dir)
  await ask(first.url, 'create table kept as select 7 as seven')
  await first.stop()
  await chmod(clone, 0o700)

  const second = await anOwner(t, dir, { input: { shelters: [shelter] } })
  assert.ok(second.dataDir?.startsWith(shelter), second.failed)
  assert.deepEqual(await ask(second.url, 'select seven from kept'), [{ seven: 7 }])
})
