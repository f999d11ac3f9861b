/**
 * A server of the operator's own. `npm test` runs this file twice: on the embedded release, for which Debian's pg_dump is
 * too old and must be refused in a sentence, and on PostgreSQL 15, where it dumps and restores.
 */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { testDatabase } from '../../testing/database.ts'
import { countAll, differences } from './counts.ts'
import { connect, one } from './embedded.ts'
import { readManifest } from './manifest.ts'
import { findTool } from './pg-tools.ts'

const database = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'yingda-given-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const env = { PATH: process.env['PATH'], YINGDA_DATA: join(folder, 'data'), SESSION_SECRET: 'x'.repeat(40) }

function run(name: string, args: string[], url: string | undefined): Promise<{ ok: boolean; out: string; err: string }> {
  const program = fileURLToPath(new URL(`../../${name}.ts`, import.meta.url))
  return new Promise((resolve) => {
    execFile(process.execPath, [program, ...args], { env: { ...env, ...(url && { DATABASE_URL: url }) } }, (error, out, err) =>
      resolve({ ok: error === null, out, err }),
    )
  })
}

const client = await connect(database.url)
const { major } = await one<{ major: number }>(client, `select current_setting('server_version_num')::int / 10000 as major`).finally(() => client.end())
const missing = await findTool('pg_dump', major).then(
  () => null,
  (error: Error) => error.message,
)

test('without a pg_dump as new as the server, one sentence names the package', { skip: missing === null && 'pg_dump is new enough' }, async () => {
  const { ok, err } = await run('backup', ['--to', join(folder, 'none')], database.url)
  assert.equal(ok, false)
  assert.match(err, new RegExp(`^This needs pg_dump ${major} or later, .*install Debian's package postgresql-client-${major}`))
  assert.equal(existsSync(join(folder, 'none')), false)
})

test('a server that is away, and a manifest that cannot be read, are said in one sentence or two', async () => {
  const away = await run('backup', ['--to', join(folder, 'none')], 'postgres://yingda@127.0.0.1:1/yingda')
  assert.match(away.err, /^The database cannot be reached: connect ECONNREFUSED 127\.0\.0\.1:1\. Look whether it runs, and whether DATABASE_URL names it\.\n$/)
  const damaged = join(folder, 'damaged')
  mkdirSync(damaged)
  writeFileSync(join(damaged, 'manifest.json'), '{"format": 1, ')
  writeFileSync(join(damaged, 'manifest.sha256'), `${createHash('sha256').update('{"format": 1, ').digest('hex')}  manifest.json\n`)
  const { err } = await run('restore', ['--from', damaged, '--data', join(folder, 'back')], undefined)
  assert.match(err, /^manifest\.json in .* is damaged: take another backup\.\n$/)
})

test('a backup that this account may not read is not called unfinished', async () => {
  const closed = join(folder, 'closed')
  // Root reads whatever there is, so a link that leads to itself stands for what cannot be read.
  mkdirSync(closed)
  symlinkSync('manifest.json', join(closed, 'manifest.json'))
  await assert.rejects(readManifest(closed), { code: 'ELOOP' })
  const { err } = await run('restore', ['--from', join(folder, 'no-such'), '--data', join(folder, 'back')], undefined)
  assert.match(err, /no-such is no finished backup: it lacks manifest\.json\.\n$/)
})

test('a dump at one snapshot comes back into an empty database, with its files, and into no other', { skip: missing ?? false }, async () => {
  await database.pool.query(`insert into stream (id, kind, last_seq) select gen_random_uuid(), 'conversation', n from generate_series(1, 3) as n`)
  mkdirSync(join(env.YINGDA_DATA, 'files', 'ab'), { recursive: true })
  writeFileSync(join(env.YINGDA_DATA, 'files', 'ab', 'kept'), 'a file')
  const to = join(folder, 'backup')
  const address = new URL(database.url)
  address.searchParams.set('uselibpqcompat', 'true') // our driver's own, which pg_dump does not know
  const took = await run('backup', ['--to', to], address.href)
  assert.equal(took.ok, true, took.err)
  assert.match(took.out, /There are no keys to keep here/)

  const put = (data: string, url?: string): ReturnType<typeof run> => run('restore', ['--from', to, '--data', join(folder, data)], url)
  assert.match((await put('back')).err, /set DATABASE_URL to an empty database/)
  assert.match((await put('back', database.url)).err, /The database at DATABASE_URL is not empty/)
  assert.equal(existsSync(join(folder, 'back')), false)

  await onEmpty(async (url, owner) => {
    const stranger = `test_stranger_${process.pid}`
    await owner.query(`create role ${stranger} login password 'x'`)
    try {
      const theirs = new URL(url)
      theirs.username = stranger
      theirs.password = 'x'
      assert.match(
        (await put('back', theirs.href)).err,
        new RegExp(`^The account ${stranger} may not create tables in the database .*let it own it.* Nothing was written\\.\n$`),
      )
      assert.equal(existsSync(join(folder, 'back')), false)
    } finally {
      await owner.query(`drop role ${stranger}`)
    }
    const back = await put('back', url)
    assert.equal(back.ok, true, back.err)
    const found = await connect(url)
    const counts = await countAll(found).finally(() => found.end())
    const { manifest } = await readManifest(to)
    assert.deepEqual(differences(manifest.counts, counts), [])
    assert.equal(counts.tables['public.stream'], 3)
    assert.equal(readFileSync(join(folder, 'back', 'files', 'ab', 'kept'), 'utf8'), 'a file')
  })
})

async function onEmpty(work: (url: string, owner: pg.Client) => Promise<void>): Promise<void> {
  const name = `test_empty_${process.pid}`
  const owner = new pg.Client({ connectionString: process.env['TEST_PG_BASE'] })
  await owner.connect()
  try {
    await owner.query(`create database ${name} template template0 encoding 'UTF8'`)
    const url = new URL(database.url)
    url.pathname = `/${name}`
    await work(url.href, owner)
  } finally {
    await owner.query(`drop database if exists ${name} with (force)`)
    await owner.end()
  }
}
