/**
 * `npm run restore -- --from FOLDER --data FOLDER`: a backup put into a new data folder, beside whatever runs. Checks
 * every file first, recovers the database, compares it with what was backed up, and says how to start it.
 */
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { operatorWords } from './platform/operator-words.ts'
import { CannotBackUp } from './platform/backup/problems.ts'
import { putBack, type PutBack } from './platform/backup/put-back.ts'
import { calledOffBySignal } from './replay/called-off.ts'
import { readPassphrase } from './platform/backup/seal.ts'
import { IN_EARNEST } from './platform/trial.ts'

const USAGE = 'Usage: npm run restore -- --from FOLDER --data FOLDER [--passphrase-file FILE | --without-keys] [--until INSTANT | --until end] [--json]'
/** Free beside a deployment on the usual ones. */
const TRIAL_PORTS = { usual: 'PORT=4610', demo: 'PORT=4610 DEMO_WALLET_PORT=4611' }
const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
/** npm changes to the root; the person's folder is where the command was typed. */
const HERE = process.env['INIT_CWD'] ?? process.cwd()

async function main(): Promise<void> {
  const options = readArguments()
  const data = resolve(HERE, options.data)
  const archiveDir = process.env['ARCHIVE_DIR']?.trim() || null
  const done = await putBack({
    from: resolve(HERE, options.from),
    data,
    passphrase: options.passphraseFile === undefined ? null : await readPassphrase(resolve(HERE, options.passphraseFile)),
    withoutKeys: options.withoutKeys,
    until: options.until,
    // As the server reads this variable, wherever the command was typed.
    archiveDir: archiveDir === null ? null : resolve(ROOT, archiveDir),
    databaseUrl: process.env['DATABASE_URL']?.trim() || null,
    say: (line) => void process.stderr.write(`${line}\n`),
    signal: calledOffBySignal(),
  })
  const { at, serverVersion, migration, files } = done.manifest
  const summary = { data, backupAt: at, newestEntryAt: done.newestEntryAt, serverVersion, migration, files, keys: done.keys }
  process.stdout.write(options.isJson ? `${JSON.stringify(summary, null, 2)}\n` : inWords(done, data, options.until))
}

type Options = { from: string; data: string; passphraseFile: string | undefined; withoutKeys: boolean; until: Date | 'end' | null; isJson: boolean }

function readArguments(): Options {
  try {
    const { values } = parseArgs({
      options: {
        from: { type: 'string' },
        data: { type: 'string' },
        'passphrase-file': { type: 'string' },
        'without-keys': { type: 'boolean' },
        until: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
    const { from, data } = values
    if (from && data) {
      return {
        from,
        data,
        passphraseFile: values['passphrase-file'],
        withoutKeys: values['without-keys'] ?? false,
        until: values.until === undefined ? null : values.until === 'end' ? 'end' : instantOf(values.until),
        isJson: values.json ?? false,
      }
    }
  } catch (error) {
    if (error instanceof CannotBackUp) throw error
    // parseArgs says what is wrong in its own words; the usage line says it better.
  }
  throw new CannotBackUp(USAGE)
}

/** With its zone: a wall-clock time alone would be hours off on another machine. */
function instantOf(text: string): Date {
  const instant = new Date(text)
  if (/(Z|[+-]\d\d:?\d\d)$/i.test(text) && !Number.isNaN(instant.getTime())) return instant
  throw new CannotBackUp('--until takes an instant with its zone, such as 2026-11-21T10:04:05Z or 2026-11-21T18:04:05+08:00, or the word end.')
}

function inWords({ manifest, keys, newestEntryAt, isDemo }: PutBack, data: string, until: Options['until']): string {
  const isGiven = manifest.database.kind === 'given'
  const place = `YINGDA_DATA=${data}${manifest.files.kind === 'bucket' ? '' : ` STORAGE=${join(data, 'files')}`}${isGiven ? ' DATABASE_URL=<that database>' : ''}`
  const told = [
    until === null
      ? `Restored to ${manifest.at}: every table and stream is as it was backed up.`
      : `Restored to ${until === 'end' ? 'the end of the log' : until.toISOString()}; the newest entry is of ${newestEntryAt?.toISOString() ?? 'no time: there is none'}.`,
    manifest.files.kind === 'bucket' ? manifest.files.says : `${manifest.files.count} stored files are in ${data}/files, as of the backup.`,
    keys > 0 ? `${keys} keys are back.` : 'No keys came along: put your own into the folder keys, or give them by the environment, before the first start.',
    'It is on trial: however it is started, it sends nothing to anybody and writes nothing outside its folder.',
    `Try it beside what runs: ${place} ${isDemo ? TRIAL_PORTS.demo : TRIAL_PORTS.usual} npm start`,
    `Or let it take over, once nothing else runs: ${place} npm start -- ${IN_EARNEST}`,
  ]
  return `${told.join('\n')}\n`
}

try {
  await main()
} catch (error) {
  const expected = error instanceof Error && ['CannotBackUp', 'EmbeddedFailed', 'DatabaseOwned'].includes(error.name)
  const words = expected ? error.message : operatorWords(error)
  process.stderr.write(`${words ?? (error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`)
  process.exitCode = 1
}
