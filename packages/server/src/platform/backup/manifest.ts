/**
 * What a backup says of itself: `manifest.json`, written last, with the hash of every file beside it, and
 * `manifest.sha256` with its own hash in the form that `sha256sum -c` reads. A folder without both is no backup.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { eachAtOnce, hashFile, writeBytes } from './copy.ts'
import { CannotBackUp } from './problems.ts'

const MANIFEST = 'manifest.json'
const CHECKSUM = 'manifest.sha256'

const Count = z.number().int().nonnegative()
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)
/** Inside the folder, whoever wrote the manifest. */
const Path = z.string().refine((path) => path !== '' && !path.includes('\\') && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..'))
const PieceShape = z.strictObject({ path: Path, bytes: Count, sha256: Sha256 })

const CountsShape = z.strictObject({
  /** Rows of every table that survives a crash, by its name with its schema. */
  tables: z.record(z.string(), Count),
  /** Every stream's last numbers: how many streams, and a hash over id, last_seq and last_customer_seq in order of id. */
  streams: z.strictObject({ count: Count, sha256: Sha256 }),
})
export type Counts = z.infer<typeof CountsShape>

const DatabaseShape = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('embedded'),
    major: Count,
    systemId: z.string(),
    mark: z.string(),
    wal: z.strictObject({ from: z.string(), to: z.string() }),
  }),
  z.strictObject({ kind: z.literal('given'), major: Count, dumpMajor: Count }),
])

const ManifestShape = z.strictObject({
  format: z.literal(1),
  product: z.literal('yingda'),
  version: z.string(),
  startedAt: z.iso.datetime(),
  /** The instant the backup stands for, on the database's clock: what was committed before is in it, nothing later. */
  at: z.iso.datetime(),
  serverVersion: z.string(),
  migration: Count,
  database: DatabaseShape,
  counts: CountsShape,
  files: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('copied'), count: Count, bytes: Count }),
    z.strictObject({ kind: z.literal('bucket'), bucket: z.string(), endpoint: z.string(), says: z.string() }),
  ]),
  keys: z.enum(['sealed', 'left out', 'none']),
  folders: z.array(Path),
  contents: z.array(PieceShape),
})
export type Manifest = z.infer<typeof ManifestShape>

export type Read = { manifest: Manifest; sha256: string }

/** @returns the hash of what was written */
export async function writeManifest(folder: string, manifest: Manifest): Promise<string> {
  const bytes = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`)
  const { sha256 } = await writeBytes(join(folder, MANIFEST), bytes, { mode: 0o600 })
  await writeBytes(join(folder, CHECKSUM), Buffer.from(`${sha256}  ${MANIFEST}\n`), { mode: 0o600 })
  return sha256
}

/** Read and check a backup's manifest. @throws CannotBackUp */
export async function readManifest(folder: string): Promise<Read> {
  const bytes = await readFile(join(folder, MANIFEST)).catch(nullWhenMissing)
  const said = await readFile(join(folder, CHECKSUM), 'utf8').catch(nullWhenMissing)
  if (bytes === null || said === null) throw new CannotBackUp(`${folder} is no finished backup: it lacks ${bytes === null ? MANIFEST : CHECKSUM}.`)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (said.split(' ')[0] !== sha256) throw new CannotBackUp(`${MANIFEST} in ${folder} was changed after the backup was written: take another backup.`)
  const read = ManifestShape.safeParse(parsed(bytes, folder))
  if (read.success) return { manifest: read.data, sha256 }
  throw new CannotBackUp(`${MANIFEST} in ${folder} was written by another release of Yingda: restore with that one.`)
}

/** What may not be read is there all the same, and is told as that. */
export function nullWhenMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
  throw error
}

function parsed(bytes: Buffer, folder: string): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    throw new CannotBackUp(`${MANIFEST} in ${folder} is damaged: take another backup.`)
  }
}

/** Hash every file again. @throws CannotBackUp naming the first that differs, or what `goOn` throws */
export async function verifyContents(folder: string, { contents }: Manifest, goOn: () => void): Promise<void> {
  await eachAtOnce(contents, async ({ path, bytes, sha256 }) => {
    goOn()
    const found = await hashFile(join(folder, path))
    if (found?.sha256 === sha256 && found.bytes === bytes) return
    throw new CannotBackUp(`${path} in ${folder} ${found === null ? 'is missing' : 'was changed after the backup was written'}: take another backup.`)
  })
}
