/** `npm run restore`: a backup, checked whole, put beside what runs; never over anything. */
import { chmod, mkdir, readFile, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { putOnTrial } from '../trial.ts'
import { copyFile, eachAtOnce, makeFolder, writeBytes } from './copy.ts'
import { syncFolder, writeWhole } from './draft.ts'
import { refuseUnusable, restoreGiven } from './given.ts'
import { type Manifest, nullWhenMissing, type Read, readManifest, verifyContents } from './manifest.ts'
import { CannotBackUp, type Say } from './problems.ts'
import { type Recovered, recoverEmbedded, type Target } from './recover.ts'
import { type Keys, openKeys } from './seal.ts'
import { FILES, SEALED_KEYS } from './take.ts'

export type PuttingBack = {
  from: string
  /** The data folder to make. */
  data: string
  passphrase: string | null
  /** Go on without the keys of a backup that has them. */
  withoutKeys: boolean
  /** Null: the instant of the backup. `end`: as far as the log goes. */
  until: Date | 'end' | null
  archiveDir: string | null
  /** Of the empty database, for a backup of a given server. */
  databaseUrl: string | null
  say: Say
  /** Aborted: no further step is begun, and nothing is left. */
  signal?: AbortSignal
}

export type PutBack = { manifest: Manifest; keys: number } & Recovered

/** @throws CannotBackUp */
export async function putBack(input: PuttingBack): Promise<PutBack> {
  const { from, say } = input
  const read = await readManifest(from)
  const target = await targetOf(input, read.manifest)
  const keys = await readSealed(input, read)
  if (read.manifest.database.kind === 'given') await refuseUnusable(urlOf(input))
  // Others may pass through (the database's account has to), but not list.
  return writeWhole(input.data, { mode: 0o711 }, async (draft) => {
    say('Checking the backup.')
    const goOn = goingOn(input.signal)
    await verifyContents(from, read.manifest, goOn)
    await layFiles(from, draft, { ...read.manifest, goOn })
    await layKeys(draft, keys)
    await putOnTrial(draft, read.manifest.database.kind === 'given' ? input.databaseUrl : null)
    const recovered = await restoreDatabase(input, { draft, manifest: read.manifest, target, goOn })
    return { manifest: read.manifest, keys: Object.keys(keys).length, ...recovered }
  })
}

/** Asked between two steps. @throws CannotBackUp once it is called off */
const goingOn = (signal: AbortSignal | undefined) => (): void => {
  if (signal?.aborted === true) throw new CannotBackUp('The restore was called off. Nothing was left.')
}

async function restoreDatabase(
  input: PuttingBack,
  { draft, manifest, target, goOn }: { draft: string; manifest: Manifest; target: Target; goOn: () => void },
): Promise<Recovered> {
  const { from, say } = input
  if (manifest.database.kind === 'embedded') return recoverEmbedded({ from, dir: draft, manifest, target, say, goOn })
  await restoreGiven({ url: urlOf(input), from, manifest, say })
  return { newestEntryAt: null, isDemo: false }
}

function urlOf({ databaseUrl }: PuttingBack): string {
  if (databaseUrl !== null) return databaseUrl
  throw new CannotBackUp('This backup is of a server of your own: set DATABASE_URL to an empty database on the server to restore to.')
}

async function targetOf({ until, archiveDir }: PuttingBack, { database, at }: Manifest): Promise<Target> {
  if (until === null) return { kind: 'mark' }
  if (database.kind === 'given') throw new CannotBackUp('--until works with the embedded database; a server of your own goes back by its own archive.')
  if (archiveDir === null) throw new CannotBackUp('--until needs the log that was kept: set ARCHIVE_DIR to the folder it lies in.')
  if (!(await isFolder(archiveDir))) throw new CannotBackUp(`There is no folder ${archiveDir}: set ARCHIVE_DIR to the folder that the log was kept in.`)
  if (until === 'end') return { kind: 'end', archiveDir: resolve(archiveDir) }
  if (until < new Date(at)) throw new CannotBackUp(`This backup stands for ${at}, which is after that instant: take an earlier backup.`)
  return { kind: 'instant', until, archiveDir: resolve(archiveDir) }
}

const isFolder = async (path: string): Promise<boolean> => (await stat(path).catch(() => null))?.isDirectory() ?? false

async function readSealed({ from, passphrase, withoutKeys }: PuttingBack, { manifest, sha256 }: Read): Promise<Keys> {
  if (manifest.keys !== 'sealed' || withoutKeys) return {}
  if (passphrase === null) throw new CannotBackUp('This backup holds the keys under a passphrase: name its file with --passphrase-file, or say --without-keys.')
  const sealed = await readFile(join(from, SEALED_KEYS)).catch(nullWhenMissing)
  if (sealed === null) throw new CannotBackUp(`${SEALED_KEYS} in ${from} is missing: take another backup, or say --without-keys.`)
  return openKeys(sealed, { passphrase, manifestSha256: sha256 })
}

async function layFiles(from: string, draft: string, { contents, folders, goOn }: Manifest & { goOn: () => void }): Promise<void> {
  const isFile = (path: string): boolean => path === FILES || path.startsWith(`${FILES}/`)
  const made = folders.filter(isFile)
  for (const folder of made) await makeFolder(draft, folder, { mode: 0o700, owner: null })
  await eachAtOnce(
    contents.filter(({ path }) => isFile(path)),
    async ({ path, sha256 }) => {
      goOn()
      const copied = await copyFile(join(from, path), join(draft, path), { mode: 0o600 })
      if (copied?.sha256 !== sha256) throw new CannotBackUp(`${path} in ${from} has changed meanwhile: take another backup.`)
    },
  )
  for (const folder of made.toReversed()) await syncFolder(join(draft, folder))
}

async function layKeys(draft: string, keys: Keys): Promise<void> {
  const names = Object.keys(keys)
  if (names.length === 0) return
  const folder = join(draft, 'keys')
  await mkdir(folder, { mode: 0o700 })
  await chmod(folder, 0o700)
  for (const name of names) await writeBytes(join(folder, name), Buffer.from(keys[name] ?? ''), { mode: 0o600 })
  await syncFolder(folder)
}
