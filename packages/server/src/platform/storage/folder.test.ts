import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { openFolder } from './folder.ts'

const KEY = '019a9f00-0000-7000-8000-000000000001.original'
const root = await mkdtemp(join(tmpdir(), 'yingda-folder-'))
after(() => rm(root, { recursive: true, force: true }))

async function filesUnder(dir: string): Promise<string[]> {
  const found = await readdir(dir, { recursive: true, withFileTypes: true })
  return found.filter((item) => item.isFile()).map((item) => join(item.parentPath, item.name))
}

test('what is put comes back, with its size, and is gone after removal', async () => {
  const folder = await openFolder(root)
  await folder.put(KEY, Buffer.from('收据'), 'text/plain')
  const stored = await folder.get(KEY)
  assert.ok(stored)
  assert.equal(stored.sizeBytes, 6)
  assert.equal((await buffer(stored.stream)).toString(), '收据')

  await folder.remove(KEY)
  assert.equal(await folder.get(KEY), null)
  await folder.remove(KEY)
})

test('a file stands two folders deep, readable by its owner alone, and nothing half written stays behind', async () => {
  const folder = await openFolder(root)
  await folder.put(KEY, Buffer.from('a'), 'text/plain')
  await folder.put(KEY, Buffer.from('b'), 'text/plain')
  const [path, ...others] = await filesUnder(root)
  assert.ok(path)
  assert.deepEqual(others, [])
  assert.equal(path.slice(root.length).split('/').length, 4)
  assert.equal((await stat(path)).mode & 0o777, 0o600)
})

test('a key that would leave the folder is not taken', async () => {
  const folder = await openFolder(root)
  for (const key of ['../../etc/passwd', '..', 'a/b', 'a\\b', '', '.hidden', 'a\0b', 'a'.repeat(101)]) {
    await assert.rejects(folder.get(key), /not a storage key/, key)
    await assert.rejects(folder.put(key, Buffer.from('x'), 'text/plain'), /not a storage key/, key)
    await assert.rejects(folder.remove(key), /not a storage key/, key)
  }
})

test('what a killed process left half written goes after an hour, not before', async () => {
  const old = join(root, 'unfinished', 'old')
  const fresh = join(root, 'unfinished', 'fresh')
  await writeFile(old, 'x')
  await writeFile(fresh, 'x')
  await utimes(old, new Date(), new Date(Date.now() - 2 * 3_600_000))
  await openFolder(root)
  assert.deepEqual(await readdir(join(root, 'unfinished')), ['fresh'])
})
