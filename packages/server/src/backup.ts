/**
 * `npm run backup -- --to FOLDER`: database, files and keys of this deployment in one folder, while it works. Run it
 * under the account that runs Yingda. `--json` prints what it took for a program.
 */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Manifest } from './platform/backup/manifest.ts'
import { operatorWords } from './platform/operator-words.ts'
import { CannotBackUp } from './platform/backup/problems.ts'
import { readPassphrase } from './platform/backup/seal.ts'
import { takeBackup } from './platform/backup/take.ts'
import { loadConfig } from './platform/config.ts'

const USAGE = 'Usage: npm run backup -- --to FOLDER [--passphrase-file FILE] [--json]'
const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
/** npm changes to the root; the person's folder is where the command was typed. */
const HERE = process.env['INIT_CWD'] ?? process.cwd()

async function main(): Promise<void> {
  const { to, passphraseFile, isJson } = readArguments()
  const begun = performance.now()
  const config = loadConfig(process.env, { root: ROOT, keys: 'read' })
  const passphrase = passphraseFile === undefined ? null : await readPassphrase(resolve(HERE, passphraseFile))
  const folder = resolve(HERE, to)
  const say = (line: string): void => void process.stderr.write(`${line}\n`)
  const manifest = await takeBackup(config, { to: folder, passphrase, say, version: version() })
  const summary = summarize(manifest, folder, (performance.now() - begun) / 1000)
  process.stdout.write(isJson ? `${JSON.stringify(summary, null, 2)}\n` : inWords(summary, manifest, join(config.dataDir, 'keys')))
}

function readArguments(): { to: string; passphraseFile: string | undefined; isJson: boolean } {
  try {
    const { values } = parseArgs({ options: { to: { type: 'string' }, 'passphrase-file': { type: 'string' }, json: { type: 'boolean' } } })
    if (values.to) return { to: values.to, passphraseFile: values['passphrase-file'], isJson: values.json ?? false }
  } catch {
    // parseArgs says what is wrong in its own words; the usage line says it better.
  }
  throw new CannotBackUp(USAGE)
}

/** Of this release, from the server's own package file. */
const version = (): string => (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version

type Summary = { folder: string; at: string; seconds: number; bytes: number; pieces: number; rows: number; streams: number } & Pick<
  Manifest,
  'files' | 'keys' | 'serverVersion' | 'migration'
>

function summarize(manifest: Manifest, folder: string, seconds: number): Summary {
  const { at, files, keys, serverVersion, migration, contents, counts } = manifest
  const bytes = contents.reduce((sum, piece) => sum + piece.bytes, 0)
  const rows = Object.values(counts.tables).reduce((sum, count) => sum + count, 0)
  return {
    folder,
    at,
    seconds: Math.round(seconds * 10) / 10,
    bytes,
    pieces: contents.length,
    rows,
    streams: counts.streams.count,
    files,
    keys,
    serverVersion,
    migration,
  }
}

const aboutKeys = (keysFolder: string): Record<Manifest['keys'], string> => ({
  sealed: 'The keys are in it, under the passphrase; without the passphrase nobody can open them.',
  'left out': `The keys are NOT in it, as no passphrase was given (--passphrase-file): keep ${keysFolder} safe in another way.`,
  none: 'There are no keys to keep here: they come from the environment, so keep that safe.',
})

function inWords({ folder, at, seconds, bytes, pieces, rows, streams, files, keys }: Summary, { database }: Manifest, keysFolder: string): string {
  const told = [
    `Backup of ${at} in ${folder}: ${(bytes / 1_000_000).toFixed(1)} MB in ${pieces} files, ${rows} rows, ${streams} streams, ${seconds} s.`,
    files.kind === 'bucket' ? files.says : `${files.count} stored files (${(files.bytes / 1_000_000).toFixed(1)} MB) are in it.`,
    aboutKeys(keysFolder)[keys],
    `Try it: ${database.kind === 'given' ? 'DATABASE_URL=<an empty database> ' : ''}npm run restore -- --from ${folder} --data <a new folder>`,
  ]
  return `${told.join('\n')}\n`
}

try {
  await main()
} catch (error) {
  const expected = error instanceof Error && ['CannotBackUp', 'ConfigError', 'EmbeddedFailed'].includes(error.name)
  const words = expected ? error.message : operatorWords(error)
  process.stderr.write(`${words ?? (error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`)
  process.exitCode = 1
}
