import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { test, type TestContext } from 'node:test'
import { loadConfig, type Config } from './config.ts'
import { openFolder } from './storage/folder.ts'
import { openStorage } from './storage/open.ts'
import { openPages } from './storage/pages.ts'
import type { Storage } from './storage/storage.ts'
import { endTrial, putOnTrial } from './trial.ts'

type Scene = { config(inEarnest?: boolean): Config; dataDir: string; live: string }

/** A data folder beside a deployment, started with the deployment's own environment. */
function aScene(t: TestContext): Scene {
  const root = mkdtempSync(join(tmpdir(), 'yingda-trial-'))
  t.after(() => rmSync(root, { recursive: true }))
  const live = join(root, 'live-files')
  const dataDir = join(root, 'restored')
  const env = {
    YINGDA_DATA: dataDir,
    STORAGE: live,
    SMTP_URL: 'smtp://mail.internal',
    MAIL_FROM: 'desk@wallet.example',
    WEBHOOK_URL: 'https://wallet.example/told',
    STATUS_WEBHOOK_URLS: 'https://wallet.example/incidents',
    NATS_URL: 'nats://nats.internal:4222',
    ARCHIVE_DIR: join(root, 'log'),
  }
  return { dataDir, live, config: (inEarnest = false) => loadConfig(env, { root, inEarnest }) }
}

const bytes = (text: string): Uint8Array => Buffer.from(text)
const textAt = async (storage: Storage, key: string): Promise<string | null> => {
  const found = await storage.get(key)
  return found === null ? null : (await buffer(found.stream)).toString()
}

test('a copy on trial reaches nobody, whatever its environment names, until it is told that it is the deployment', async (t) => {
  const { config, dataDir, live } = aScene(t)
  const reaching = ({ mail, webhook, statusWebhooks, natsUrl, archiveDir }: Config): unknown[] => [mail, webhook, statusWebhooks, natsUrl, archiveDir]
  assert.ok(reaching(config()).every((way) => way !== null))
  await putOnTrial(dataDir)
  assert.equal(config().onTrial, true)
  assert.deepEqual(reaching(config()), [null, null, null, null, null])
  assert.ok(reaching(config(true)).every((way) => way !== null))
  assert.equal(config().onTrial, true, 'reading it as the deployment ends nothing')
  endTrial(dataDir)
  assert.equal(config().onTrial, false)
  assert.ok(reaching(config()).every((way) => way !== null))
  assert.deepEqual(config().storage, { kind: 'local', folder: live })
})

test('a copy on trial is not started on another database than its own; in earnest it may be', async (t) => {
  const root = mkdtempSync(join(tmpdir(), 'yingda-trial-'))
  t.after(() => rmSync(root, { recursive: true }))
  const start = (databaseUrl: string | undefined, inEarnest = false): Config =>
    loadConfig({ YINGDA_DATA: root, SESSION_SECRET: 'x'.repeat(40), ...(databaseUrl && { DATABASE_URL: databaseUrl }) }, { root, inEarnest })
  const live = 'postgres://yingda:hidden@db.internal/yingda'
  await putOnTrial(root, 'postgres://yingda:hidden@db.internal:5432/yingda_trial')
  assert.doesNotMatch(readFileSync(join(root, 'on-trial'), 'utf8'), /hidden/)
  for (const wrong of [live, undefined]) assert.throws(() => start(wrong), /DATABASE_URL has to name .* restored to, db\.internal:5432\/yingda_trial/)
  assert.equal(start('postgres://other:word@db.internal/yingda_trial').onTrial, true)
  assert.equal(start(live, true).onTrial, false)

  rmSync(join(root, 'on-trial'))
  await putOnTrial(root)
  assert.throws(() => start(live), /DATABASE_URL is set, and the copy on trial .*: unset it/)
  assert.equal(start(undefined).onTrial, true)
})

test('a copy on trial reads the files of the deployment, and writes and erases in its own folder alone; so with the status page', async (t) => {
  const { config, dataDir, live } = aScene(t)
  config()
  await putOnTrial(dataDir)
  const theirs = await openFolder(live)
  await theirs.put('a.original', bytes('a file of the deployment'), 'text/plain')
  await openPages({ kind: 'local', folder: live }, 'status').put('status.json', 'what the public reads', 'text/html')

  const trial = await openStorage(config().storage)
  assert.equal(await textAt(trial, 'a.original'), 'a file of the deployment')
  await trial.put('b.original', bytes('sent on trial'), 'text/plain')
  assert.equal(await textAt(trial, 'b.original'), 'sent on trial')
  await trial.remove('a.original')
  await openPages(config().storage, 'status').put('status.json', 'what the trial says', 'text/html')

  assert.equal(await textAt(theirs, 'a.original'), 'a file of the deployment')
  assert.equal(await textAt(theirs, 'b.original'), null)
  assert.equal(readFileSync(join(live, 'status/status.json'), 'utf8'), 'what the public reads')
  assert.equal(readFileSync(join(dataDir, 'files/status/status.json'), 'utf8'), 'what the trial says')
  assert.ok(readdirSync(dataDir).includes('on-trial'))
})
