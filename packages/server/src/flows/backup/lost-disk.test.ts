/** The disk is lost: what the newest backup and the log that was kept elsewhere bring back, and what is not as it was is refused. */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { aPlace, aServer, run, type Ran, type Server } from './deployment.ts'
import { aWriter } from './load.ts'
import { archived, onDatabase } from './on-database.ts'

const place = aPlace()
const archive = place.path('log')
const broken = place.path('broken-log')
const taken = place.path('backup')
const SAID = ['倒数第二句', '最后一句']

before(async () => {
  let server: Server | null = null
  try {
    server = await aServer(place.path('data'), { ARCHIVE_DIR: archive })
    const writer = await aWriter(server.origin)
    writer.client.finish()
    await server.database.pool.query(`insert into deployment_fact (name, value, at) values ('demo', '{}', now())`)
    const took = await run('backup', ['--to', taken], { YINGDA_DATA: place.path('data') }).done
    assert.equal(took.code, 0, took.err)
    const pieces: string[] = []
    for (const words of SAID) {
      await writer.say(words)
      pieces.push(await archived(server, archive))
    }
    writer.client.close()
    cpSync(archive, broken, { recursive: true })
    rmSync(join(broken, `${pieces[0]}.gz`))
  } finally {
    await server?.stop()
  }
})
after(() => place.remove())

const restore = (from: string, name: string, args: string[], log: string): Promise<Ran> =>
  run('restore', ['--from', from, '--data', place.path(name), '--without-keys', ...args], { ARCHIVE_DIR: log }).done

async function saidIn(name: string): Promise<string[]> {
  const found: string[] = []
  await onDatabase(place.path(name), async ({ pool }) => {
    const { rows } = await pool.query<{ body: string }>('select body from entry_content where body = any($1) order by seq', [SAID])
    found.push(...rows.map(({ body }) => body))
  })
  return found
}

test('without an instant to name it comes back as far as the log goes', async () => {
  const { code, out, err } = await restore(taken, 'end', ['--until', 'end'], archive)
  assert.equal(code, 0, err)
  assert.match(out, /^Restored to the end of the log; the newest entry is of 20/)
  assert.doesNotMatch(err, /cannot be followed/)
  assert.match(out, / PORT=4610 DEMO_WALLET_PORT=4611 npm start\n/, 'the demo that goes on has its wallet on the usual port')
  assert.deepEqual(await saidIn('end'), SAID)
})

test('where a piece of the log is missing it comes back so far, and that the log goes on is said', async () => {
  const { code, err } = await restore(taken, 'short', ['--until', 'end'], broken)
  assert.equal(code, 0, err)
  assert.match(err, /The log in .*broken-log goes on, but cannot be followed beyond [0-9A-F]{24}: a piece of it is missing or damaged\./)
  assert.deepEqual(await saidIn('short'), [])
})

test('what comes out otherwise than it was backed up is refused, table by table, and leaves nothing', async () => {
  const other = place.path('other')
  cpSync(taken, other, { recursive: true })
  const manifest = JSON.parse(readFileSync(join(other, 'manifest.json'), 'utf8')) as { counts: { tables: Record<string, number>; streams: { sha256: string } } } // of our own backup
  manifest.counts.tables['public.entry'] = 7
  manifest.counts.streams.sha256 = '0'.repeat(64)
  const text = JSON.stringify(manifest)
  writeFileSync(join(other, 'manifest.json'), text)
  writeFileSync(join(other, 'manifest.sha256'), `${createHash('sha256').update(text).digest('hex')}  manifest.json\n`)
  const { code, err } = await restore(other, 'never', [], archive)
  assert.equal(code, 1)
  assert.match(err, /What was restored is not what was backed up: public\.entry has \d+ rows instead of 7; the last numbers of the streams differ\./)
  assert.equal(existsSync(place.path('never')), false)
})
