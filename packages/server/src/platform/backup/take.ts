/** `npm run backup`: the database at one instant, then the files, then the keys, then the manifest that holds them together. */
import { mkdir, readdir, readFile, realpath } from 'node:fs/promises'
import { basename, isAbsolute, join, relative, sep } from 'node:path'
import type { Config } from '../config.ts'
import { homeOf } from '../db/embedded/place.ts'
import { nearestFolder } from '../doctor/machine.ts'
import { inspectEmbedded } from '../db/embedded/inspect.ts'
import { copyTree, type Tree, writeBytes } from './copy.ts'
import { writeWhole } from './draft.ts'
import { copyEmbedded, type DatabaseCopy } from './embedded.ts'
import { dumpGiven } from './given.ts'
import { type Manifest, writeManifest } from './manifest.ts'
import { CannotBackUp, type Say } from './problems.ts'
import { type Keys, sealKeys } from './seal.ts'

export const FILES = 'files'
/** Uploads that did not end, and the public pages, which the first server that starts writes anew. */
const NO_FILES_OF_CUSTOMERS = new Set(['unfinished', 'status', 'front-ends'])
export const SEALED_KEYS = 'keys.sealed'

export type Taking = { to: string; passphrase: string | null; say: Say; version: string }

/** @throws CannotBackUp */
export async function takeBackup(config: Config, { to, passphrase, say, version }: Taking): Promise<Manifest> {
  const startedAt = new Date().toISOString()
  await refuseWithinItself(config, to)
  return writeWhole(to, { mode: 0o700 }, async (draft) => {
    const database = await copyDatabase(config, draft, say)
    // After the database: a row stands only for a file that was whole before it.
    const { tree, files } = await copyFiles(config, draft, say)
    const keys = await readKeys(config.dataDir)
    const hasKeys = Object.keys(keys).length > 0
    const { folders, pieces, ...facts } = database
    const manifest: Manifest = {
      format: 1,
      product: 'yingda',
      version,
      startedAt,
      ...facts,
      files,
      keys: !hasKeys ? 'none' : passphrase === null ? 'left out' : 'sealed',
      folders: [...folders, ...tree.folders],
      contents: [...pieces, ...tree.pieces].sort((a, b) => (a.path < b.path ? -1 : 1)),
    }
    const manifestSha256 = await writeManifest(draft, manifest)
    if (hasKeys && passphrase !== null) {
      await writeBytes(join(draft, SEALED_KEYS), await sealKeys(keys, { passphrase, manifestSha256 }), { mode: 0o600 })
    }
    return manifest
  })
}

/** What lies there would be copied by this backup and by each one after it, and go down with what it copies. */
async function refuseWithinItself({ databaseUrl, dataDir, storage }: Config, to: string): Promise<void> {
  const place = await realPlaceOf(to)
  const files = storage.kind === 'local' ? [storage.folder] : []
  const database = databaseUrl === null ? [await homeOf(dataDir)] : []
  for (const folder of [...files, ...database]) {
    const way = relative(await realPlaceOf(folder), place)
    if (isAbsolute(way) || way.split(sep)[0] === '..') continue
    throw new CannotBackUp(`${to} lies in ${folder}, which is itself backed up: name a folder outside it, best on another disk. Nothing was written.`)
  }
}

/** Past symbolic links, as far as there is something. */
async function realPlaceOf(path: string): Promise<string> {
  const there = await nearestFolder(path)
  return join(await realpath(there), relative(there, path))
}

async function copyDatabase({ databaseUrl, dataDir }: Config, draft: string, say: Say): Promise<DatabaseCopy> {
  if (databaseUrl !== null) return dumpGiven({ url: databaseUrl, draft, say })
  const embedded = await inspectEmbedded(dataDir)
  if (embedded.state !== 'running') throw new CannotBackUp(`No database is running in ${dataDir}. Start Yingda first (npm start), or set DATABASE_URL.`)
  return copyEmbedded({ url: embedded.url, dataDir: embedded.dataDir, draft, say })
}

async function copyFiles({ storage }: Config, draft: string, say: Say): Promise<{ tree: Tree; files: Manifest['files'] }> {
  if (storage.kind === 'trial')
    throw new CannotBackUp(
      'This is a restored copy on trial, and its files lie elsewhere as well: set STORAGE to its own folder files, or end the trial first.',
    )
  if (storage.kind === 's3') {
    const { bucket, endpoint } = storage
    const says = `The files lie in the bucket ${bucket} at ${endpoint} and are not in this backup: the bucket's own backup (versioning, replication) answers for them.`
    return { tree: { folders: [], pieces: [] }, files: { kind: 'bucket', bucket, endpoint, says } }
  }
  say('Copying the files.')
  const to = join(draft, FILES)
  await mkdir(to, { mode: 0o700 })
  const { folders, pieces } = await copyTree(storage.folder, to, { leaveOut: (path) => NO_FILES_OF_CUSTOMERS.has(path) })
  const bytes = pieces.reduce((sum, piece) => sum + piece.bytes, 0)
  const inside = (path: string): string => `${FILES}/${path}`
  const tree = { folders: [FILES, ...folders.map(inside)], pieces: pieces.map((piece) => ({ ...piece, path: inside(piece.path) })) }
  return { tree, files: { kind: 'copied', count: pieces.length, bytes } }
}

/** A draft that a killed process left (`session-secret.4711`) is no key. */
async function readKeys(dataDir: string): Promise<Keys> {
  const folder = join(dataDir, 'keys')
  const names = (await readdir(folder).catch(() => [])).filter((name) => /^[a-z][a-z-]*$/.test(basename(name)))
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name), 'utf8')])))
}
