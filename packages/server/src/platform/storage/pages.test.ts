import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { startFakeS3 } from './fake-s3.ts'
import { openPages } from './pages.ts'

const KEYS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' }
const folder = await mkdtemp(join(tmpdir(), 'yingda-pages-'))
after(() => rm(folder, { recursive: true, force: true }))

test('a page stands in its folder under its own name, readable for a web server, and nothing half written beside it', async () => {
  const pages = openPages({ kind: 'local', folder }, 'status')
  assert.equal(await pages.get('status.json'), null)
  await pages.put('status.json', '{"a":1}', 'application/json')
  await pages.put('status.json', '{"a":2}', 'application/json')
  await pages.put('index.zh-CN.html', '<p>状态', 'text/html')
  assert.equal(await pages.get('status.json'), '{"a":2}')
  assert.deepEqual((await readdir(join(folder, 'status'))).sort(), ['index.zh-CN.html', 'status.json'])
  assert.equal((await stat(join(folder, 'status/status.json'))).mode & 0o777, 0o644)
  for (let times = 0; times < 2; times += 1) await pages.remove('index.zh-CN.html')
  assert.deepEqual(await readdir(join(folder, 'status')), ['status.json'])
})

test('a service that closes its files to all others still writes pages that any web server can read', async () => {
  const before = process.umask(0o077)
  try {
    await openPages({ kind: 'local', folder }, 'closed').put('index.html', '<p>', 'text/html')
  } finally {
    process.umask(before)
  }
  const modeOf = async (path: string): Promise<number> => (await stat(join(folder, path))).mode & 0o777
  assert.deepEqual([await modeOf('closed'), await modeOf('closed/index.html')], [0o755, 0o644])
})

test('in a bucket it is signed as every file is, and what the store refuses is thrown', async () => {
  await using s3 = await startFakeS3(KEYS, 'files', 'us-east-1')
  const store = { kind: 's3', bucket: 'files', region: 'us-east-1', endpoint: s3.url, accessKey: KEYS.accessKeyId } as const
  const pages = openPages({ ...store, secretKey: KEYS.secretAccessKey }, 'status')
  assert.equal(await pages.get('status.json'), null)
  await pages.put('feed.en.xml', '<feed/>', 'application/atom+xml')
  assert.equal(await pages.get('feed.en.xml'), '<feed/>')
  assert.deepEqual(s3.mediaTypes(), ['application/atom+xml'])
  const wrong = openPages({ ...store, secretKey: 'wrong' }, 'status')
  await assert.rejects(wrong.put('feed.en.xml', '', 'text/xml'), /403/)
  await assert.rejects(wrong.remove('feed.en.xml'), /403/)
  for (let times = 0; times < 2; times += 1) await pages.remove('feed.en.xml')
  assert.equal(await pages.get('feed.en.xml'), null)
})

test('a name that would leave the folder is not taken', async () => {
  const pages = openPages({ kind: 'local', folder }, 'status')
  for (const name of ['../secret.txt', '/etc/passwd', 'a/b.html', '.hidden.html', 'plain', ''])
    for (const work of [() => pages.put(name, '', 'text/html'), () => pages.remove(name)]) await assert.rejects(async () => work(), /not a page's name/)
})
