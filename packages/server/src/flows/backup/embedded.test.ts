/** A Yingda under load is backed up and restored beside itself, by the commands an operator types; what is not whole is refused. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { makePdf } from '../../modules/attachment/files/fixtures/make-pdf.ts'
import { countAll, differences } from '../../platform/backup/counts.ts'
import { connect } from '../../platform/backup/embedded.ts'
import { readManifest } from '../../platform/backup/manifest.ts'
import { putBack } from '../../platform/backup/put-back.ts'
import { readPassphrase } from '../../platform/backup/seal.ts'
import { isOnTrial } from '../../platform/trial.ts'
import { findPostmaster } from '../../platform/db/embedded/postmaster.ts'
import type { Database } from '../../platform/db/open.ts'
import { openFolder } from '../../platform/storage/folder.ts'
import { until } from '../../testing/settle.ts'
import { aPlace, aServer, run, type Ran, type Running, type Server } from './deployment.ts'
import { acknowledgedBy, aWriter, type Writer } from './load.ts'
import { archived, onDatabase } from './on-database.ts'
import { postgresOn } from './postgres-on.ts'

const WRITERS = 12
const place = aPlace()
const data = place.path('data')
const archive = place.path('log')
const taken = place.path('backups/first')
const passphrase = ['--passphrase-file', place.passphraseFile]

let server: Server
const writers: Writer[] = []
const backup = (to: string): Running => run('backup', ['--to', to, ...passphrase, '--json'], { YINGDA_DATA: data })
const restore = (from: string, to: string, args: string[] = passphrase): Promise<Ran> =>
  run('restore', ['--from', from, '--data', to, ...args], { ARCHIVE_DIR: archive }).done

before(async () => {
  server = await aServer(data, { ARCHIVE_DIR: archive })
  for (let index = 0; index < WRITERS; index += 1) writers.push(await aWriter(server.origin))
  for (const fill of ['a', 'b', 'c']) await writers[0]?.sendFile(makePdf({ objects: [`(${fill.repeat(3_000)})`] }))
})
after(async () => {
  for (const { client } of writers) client.close()
  await server?.stop()
  place.remove()
})

/** What streams hold up to these numbers: they only grow, so the original says what a copy must hold. */
const HELD = `
  select s.id, count(*)::int as entries, md5(string_agg(concat_ws('|', e.seq, e.customer_seq, e.type, e.at, e.data, c.body), E'\\n' order by e.seq)) as hash
  from unnest($1::uuid[], $2::bigint[]) as s (id, last) join entry e on e.stream_id = s.id and e.seq <= s.last
  left join entry_content c on c.stream_id = e.stream_id and c.seq = e.seq group by s.id order by s.id`

test('a backup under load, restored beside it: every row, every stream and every file as it was at that instant', async (t) => {
  const earlier = writers.map(({ client }) => client.acknowledged.length)
  const before = acknowledgedBy(writers)
  const took = await backup(taken).done
  assert.equal(took.code, 0, took.err)
  const written = acknowledgedBy(writers) - before
  assert.ok(written > 100, `only ${written} messages were written meanwhile`)
  for (const { client } of writers) client.finish()
  t.diagnostic(`${written} messages were acknowledged during the backup: ${took.out.replaceAll(/\s+/g, ' ')}`)

  const begun = performance.now()
  const put = await restore(taken, place.path('restored'))
  assert.equal(put.code, 0, put.err)
  t.diagnostic(`restored in ${((performance.now() - begun) / 1000).toFixed(1)} s`)

  const { manifest } = await readManifest(taken)
  await onDatabase(place.path('restored'), async (database, url) => {
    const client = await connect(url)
    assert.deepEqual(differences(manifest.counts, await countAll(client).finally(() => client.end())), [])
    const { rows } = await database.pool.query<{ id: string; last: number }>(`select id, last_seq as last from stream where kind <> 'list'`)
    const held = [rows.map(({ id }) => id), rows.map(({ last }) => last)]
    const [copy, original] = await Promise.all([database, server.database].map(({ pool }) => pool.query(HELD, held)))
    assert.ok((copy?.rows.length ?? 0) >= WRITERS)
    assert.deepEqual(copy?.rows, original?.rows)
    for (const [index, { conversationId, client: writer }] of writers.entries()) {
      const { rows: kept } = await database.pool.query<{ client_id: string }>(
        `select client_id from entry where stream_id = $1 and sender = 'customer' order by seq`,
        [conversationId],
      )
      const ids = new Set(kept.map((row) => row.client_id))
      for (const { clientId } of writer.acknowledged.slice(0, earlier[index])) assert.ok(ids.has(clientId), 'what was acknowledged before is in it')
    }
    await checkFiles(database, place.path('restored'))
  })
  assert.equal(manifest.files.kind === 'copied' && manifest.files.count, 3)

  const start = /Try it beside what runs: YINGDA_DATA=(\S+) STORAGE=(\S+) PORT=\d+ npm start/.exec(put.out)?.[1] ?? ''
  assert.equal(start, place.path('restored'), put.out)
  assert.match(put.out, new RegExp(`take over.*: YINGDA_DATA=${start} STORAGE=${start}/files npm start -- --in-earnest`))
  assert.ok(isOnTrial(start))
  assert.equal(readFileSync(join(start, 'keys/session-secret'), 'utf8'), readFileSync(join(data, 'keys/session-secret'), 'utf8'))
})

async function checkFiles({ pool }: Database, folder: string): Promise<void> {
  const { rows } = await pool.query<{ id: string; sha256: Buffer }>(`select id, sha256 from attachment where state = 'attached'`)
  assert.equal(rows.length, 3)
  const storage = await openFolder(join(folder, 'files'))
  for (const { id, sha256 } of rows) {
    const hash = createHash('sha256')
    for await (const part of (await storage.get(`${id}.original`))?.stream ?? []) hash.update(part as Buffer) // no encoding was set
    assert.equal(hash.digest('hex'), sha256.toString('hex'))
  }
}

test('back to an instant between two messages: the first is there, the second is not', async () => {
  const { pool } = server.database
  await writers[0]?.say('在那之前')
  const { rows } = await pool.query<{ at: Date }>('select clock_timestamp() as at')
  const instant = rows[0]?.at ?? new Date(0)
  await waitPast(instant)
  await writers[0]?.say('在那之后')
  await archived(server, archive)
  const put = await restore(taken, place.path('then'), [...passphrase, '--until', instant.toISOString()])
  assert.equal(put.code, 0, put.err)
  await onDatabase(place.path('then'), async (database) => {
    const found = await database.pool.query<{ body: string }>(`select body from entry_content where body like '在那之%'`)
    assert.deepEqual(
      found.rows.map((row) => row.body),
      ['在那之前'],
    )
  })

  const { manifest } = await readManifest(taken)
  const tooEarly = await restore(taken, place.path('early'), [...passphrase, '--until', new Date(Date.parse(manifest.at) - 1).toISOString()])
  assert.match(tooEarly.err, /take an earlier backup/)
  assert.equal(existsSync(place.path('early')), false)
  const args = ['--from', taken, '--data', place.path('early'), ...passphrase, '--until', instant.toISOString()]
  const nowhere = await run('restore', args, { ARCHIVE_DIR: place.path('no-log') }).done
  assert.match(nowhere.err, /^There is no folder .*no-log: set ARCHIVE_DIR/)
})

/** The database's clock has microseconds, ours has not. */
async function waitPast(instant: Date): Promise<void> {
  await until('the clock to move on', () => Date.now() > instant.getTime() + 1)
}

test('what was changed after it was written, and keys without their passphrase, are refused and leave nothing', async () => {
  const changed = place.path('changed')
  cpSync(taken, changed, { recursive: true })
  const refused = async (pattern: RegExp, file: string | null = place.passphraseFile): Promise<void> => {
    const given = { from: changed, data: place.path('never'), withoutKeys: false, until: null, archiveDir: null, databaseUrl: null, say: () => {} }
    await assert.rejects(putBack({ ...given, passphrase: file === null ? null : await readPassphrase(file) }), pattern)
    assert.deepEqual(
      readdirSync(place.path('')).filter((name) => name.startsWith('never')),
      [],
    )
  }
  const withByte = async (path: string, pattern: RegExp): Promise<void> => {
    const whole = readFileSync(join(changed, path))
    const other = Buffer.from(whole)
    other[100] = (other[100] ?? 0) ^ 1
    writeFileSync(join(changed, path), other)
    await refused(pattern)
    writeFileSync(join(changed, path), whole)
  }
  await withByte('manifest.json', /manifest\.json in .* was changed after the backup was written/)
  await withByte('keys.sealed', /The passphrase does not open the keys/)
  await withByte('database/data/global/pg_control', /pg_control in .* was changed after the backup was written/)

  writeFileSync(place.path('wrong'), 'four quiet red herons\n')
  await refused(/The passphrase does not open the keys/, place.path('wrong'))
  await refused(/holds the keys under a passphrase/, null)
  rmSync(join(changed, 'database/data/PG_VERSION'))
  await refused(/PG_VERSION in .* is missing/)

  const over = await restore(taken, data)
  assert.match(over.err, /is not empty: name a folder that does not exist yet/)
  assert.equal(over.err.trim().split('\n').length, 1)
})

test('a backup into what it copies, also by way of a link, is refused and writes nothing', async () => {
  symlinkSync(data, place.path('linked'))
  for (const to of [join(data, 'files'), join(data, 'files/backups/today'), join(data, 'postgres/today'), join(place.path('linked'), 'files/today')]) {
    const { code, err } = await backup(to).done
    assert.equal(code, 1)
    assert.match(err, /lies in .*, which is itself backed up: name a folder outside it.* Nothing was written\.\n$/)
  }
  assert.deepEqual(
    readdirSync(join(data, 'files')).filter((name) => name.startsWith('backups') || name.startsWith('today')),
    [],
  )
})

test('killed in the middle, a backup leaves nothing that looks whole, holds nothing back, and the next one sweeps it away', async () => {
  const to = place.path('backups/killed')
  const first = backup(to)
  const drafts = (): string[] => readdirSync(dirname(to)).filter((name) => name.startsWith(`${basename(to)}.unfinished-`))
  await until('the copying to have begun', () => drafts().some((name) => existsSync(join(dirname(to), name, 'database/data/base/1'))))
  first.child.kill('SIGKILL')
  await first.done
  assert.equal(existsSync(to), false)
  const [draft = ''] = drafts()
  const put = await restore(join(dirname(to), draft), place.path('half'))
  assert.match(put.err, /is no finished backup: it lacks manifest\.json/)
  await until('the database to let go', async () => (await server.database.pool.query('select from pg_replication_slots')).rowCount === 0)

  const second = await backup(to).done
  assert.equal(second.code, 0, second.err)
  assert.deepEqual(drafts(), [])
  const third = await backup(to).done
  assert.match(third.err, /is not empty/)
})

test('called off while its database recovers, or killed then, a restore leaves no database running and no folder for long', async () => {
  const to = place.path('called-off')
  const drafts = (): string[] => readdirSync(place.path('')).filter((name) => name.startsWith('called-off'))
  const recovering = async (signal: 'SIGINT' | 'SIGKILL'): Promise<{ ran: Ran; dataDir: string }> => {
    const running = run('restore', ['--from', taken, '--data', to, ...passphrase], {})
    const isOf = (name: string): boolean => name.endsWith(`-${running.child.pid}`)
    await until('the database to run', async () => {
      const draft = drafts().find(isOf)
      return draft !== undefined && (await findPostmaster(join(place.path(draft), 'postgres/data'))) !== null
    })
    const dataDir = join(place.path(drafts().find(isOf) ?? ''), 'postgres/data')
    running.child.kill(signal)
    return { ran: await running.done, dataDir }
  }
  const killed = await recovering('SIGKILL')
  assert.notEqual(await findPostmaster(killed.dataDir), null, 'what was killed stops nothing')
  const { ran, dataDir } = await recovering('SIGINT')
  assert.equal(ran.code, 1)
  assert.match(ran.err, /The restore was called off\. Nothing was left\.\n$/)
  for (const folder of [killed.dataDir, dataDir]) assert.deepEqual(postgresOn(folder), [])
  assert.deepEqual(drafts(), [])
})
