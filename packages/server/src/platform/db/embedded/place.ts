/**
 * Where the cluster lives and which binaries it runs. Usually both stay in the clone: `<dir>/postgres` and
 * node_modules. As root the account that PostgreSQL runs under may have no way in (a clone in /root); then they go to
 * a folder it can enter, which is printed and remembered in `<dir>/database.json`.
 */
import { randomBytes } from 'node:crypto'
import { access, chmod, chown, cp, lchown, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { type Account, chooseAccount } from './account.ts'
import { settleArchive } from './archive.ts'
import { copyBinaries, makeLinks, type Tools, toolsIn } from './binaries.ts'
import { findPostmaster } from './postmaster.ts'
import { EmbeddedFailed, type EmbeddedLog } from './problems.ts'
import { runTool } from './run-tool.ts'

export type Place = { home: string; dataDir: string; logFile: string; tools: Tools; account: Account | null; archiveDir: string | null }
export type PlaceInput = {
  dir: string
  log: EmbeddedLog
  binaries: string
  shelters?: string[]
  /** Absolute; where the log is kept (ARCHIVE_DIR). */
  archiveDir?: string | null
}

const SHELTERS = ['/var/lib/yingda', '/var/tmp', tmpdir()]

export async function settlePlace(input: PlaceInput): Promise<Place> {
  const place = { ...(await settleHome(input)), archiveDir: input.archiveDir ?? null }
  await settleArchive(place.archiveDir, place.account)
  return place
}

type Home = Omit<Place, 'archiveDir'>

async function settleHome({ dir, log, binaries, shelters = SHELTERS }: PlaceInput): Promise<Home> {
  const remembered = await readRemembered(dir)
  const own = remembered ?? join(dir, 'postgres')
  const account = await chooseAccount(join(own, 'data'))
  await makeLinks(binaries)
  if (!account) {
    await mkdir(own, { recursive: true, mode: 0o700 })
    return describe(own, toolsIn(binaries), null)
  }

  await makeHome(own, account)
  const candidates = remembered ? [own] : [own, ...shelters.map((shelter) => join(shelter, `yingda-${randomBytes(4).toString('hex')}`))]
  for (const home of candidates) {
    if (home !== own) await makeHome(home, account).catch(() => undefined)
    if (!(await canWrite(account, home))) continue
    const tools = await runnableTools({ account, home, binaries })
    if (!tools) continue
    if (home !== own) await shelter({ dir, log, own, home, account })
    else if (remembered) log.info(`The database lies in ${home}, as ${join(dir, 'database.json')} says.`)
    return describe(home, tools, account)
  }
  throw new EmbeddedFailed(
    `PostgreSQL has to run as the account "${account.name}", which can neither work in ${own} nor in ${shelters.join(', ')}. Set YINGDA_DATA to a folder it can enter, start Yingda as an ordinary user, or set DATABASE_URL.`,
  )
}

const describe = (home: string, tools: Tools, account: Account | null): Home => ({
  home,
  dataDir: join(home, 'data'),
  logFile: join(home, 'postgres.log'),
  tools,
  account,
})

/** Where the cluster of a data folder lies, without making anything. @throws EmbeddedFailed when it has gone */
export const homeOf = async (dir: string): Promise<string> => (await readRemembered(dir)) ?? join(dir, 'postgres')

async function readRemembered(dir: string): Promise<string | null> {
  const path = join(dir, 'database.json')
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) return null
  // Our own file, written by remember() below.
  const { folder } = JSON.parse(text) as { folder: string }
  if (await exists(folder)) return folder
  // An empty database in its stead would look like the loss of every record: let a person decide.
  throw new EmbeddedFailed(`The database folder ${folder}, remembered in ${path}, is gone. Put it back, or delete ${path} to begin with an empty database.`)
}

/** Move to `home` for good. Data that already stands in the folder nobody can enter is copied, and kept as it was. */
async function shelter(input: { dir: string; log: EmbeddedLog; own: string; home: string; account: Account }): Promise<void> {
  const { dir, log, own, home, account } = input
  const oldData = join(own, 'data')
  if (await exists(join(oldData, 'PG_VERSION'))) {
    if (await findPostmaster(oldData)) {
      throw new EmbeddedFailed(
        `A PostgreSQL still runs on ${oldData}, where its account "${account.name}" can no longer enter. Stop it, then start Yingda again.`,
      )
    }
    await cp(oldData, join(home, 'data'), { recursive: true })
    await giveAll(join(home, 'data'), account)
    await rename(oldData, `${oldData}.moved`)
  }
  await writeFile(join(dir, 'database.json'), `${JSON.stringify({ folder: home })}\n`)
  log.info(
    `The database goes to ${home}: PostgreSQL runs as the account "${account.name}", which cannot work in ${dir}. Remembered in ${join(dir, 'database.json')}.`,
  )
}

async function makeHome(home: string, account: Account): Promise<void> {
  // Others may pass through what we make on the way, never through the folder itself.
  const made = await mkdir(dirname(home), { recursive: true, mode: 0o711 })
  if (made) await chmod(dirname(home), 0o711)
  await mkdir(home, { recursive: true, mode: 0o700 })
  await chown(home, account.uid, account.gid)
  const data = await stat(join(home, 'data')).catch(() => null)
  if (data && data.uid !== account.uid) await giveAll(join(home, 'data'), account)
}

async function giveAll(folder: string, account: Account): Promise<void> {
  await lchown(folder, account.uid, account.gid)
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    await lchown(join(entry.parentPath, entry.name), account.uid, account.gid)
  }
}

/** Asked of the system itself: mode bits alone miss access lists, read-only mounts and locked parents. */
async function canWrite(account: Account, home: string): Promise<boolean> {
  const probe = 'cd "$1" && : > .probe && rm .probe'
  return (await runTool('/bin/sh', ['-c', probe, 'sh', home], { account, cwd: '/' })).ok
}

async function runnableTools(input: { account: Account; home: string; binaries: string }): Promise<Tools | null> {
  const { account, home, binaries } = input
  const canRun = async (tools: Tools): Promise<boolean> => (await runTool(tools.postgres, ['--version'], { account, cwd: '/' })).ok
  const installed = toolsIn(binaries)
  if (await canRun(installed)) return installed
  const copy = join(home, `binaries-${await versionOf(binaries)}`)
  await copyBinaries(binaries, copy)
  const copied = toolsIn(copy)
  return (await canRun(copied)) ? copied : null
}

/** The copy is named for the package's version, so that an update brings its own. */
async function versionOf(binaries: string): Promise<string> {
  const text = await readFile(join(binaries, '..', 'package.json'), 'utf8').catch(() => null)
  // npm's own package file; only a name for a folder is taken from it.
  return text === null ? basename(dirname(binaries)) : (JSON.parse(text) as { version: string }).version
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )
