/** Which files of a PostgreSQL data folder belong into a backup, and the copying of those that do. */
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { copyTree, type Tree, writeBytes } from './copy.ts'
import { CannotBackUp } from './problems.ts'

/** Their content is of this run of the server alone, or comes another way; the folders themselves must stand. */
const EMPTY = ['pg_wal', 'pg_replslot', 'pg_dynshmem', 'pg_notify', 'pg_serial', 'pg_snapshots', 'pg_stat_tmp', 'pg_subtrans']
/** The labels that stand there are of somebody else's backup; ours come from pg_backup_stop. */
const NAMES = ['postmaster.pid', 'postmaster.opts', 'backup_label', 'backup_label.old', 'tablespace_map', 'tablespace_map.old', 'backup_manifest']
const ANYWHERE = /(^|\/)(pgsql_tmp[^/]*|pg_internal\.init[^/]*|[^/]*\.tmp)$/
const CONTROL = 'global/pg_control'

const leaveOut = (path: string): boolean =>
  EMPTY.some((folder) => path.startsWith(`${folder}/`)) || NAMES.includes(path) || ANYWHERE.test(path) || path === CONTROL

/** Copy the folder of a server that works. What is torn in it the log mends. */
export async function copyDataFolder(from: string, to: string): Promise<Tree> {
  if ((await readdir(join(from, 'pg_tblspc'))).length > 0)
    throw new CannotBackUp('The database has tablespaces, which Yingda never makes: back it up with pg_basebackup.')
  await mkdir(to, { recursive: true, mode: 0o700 })
  const { folders, pieces } = await copyTree(from, to, { leaveOut })
  const inWal = ['pg_wal/archive_status', 'pg_wal/summaries']
  for (const folder of inWal) await mkdir(join(to, folder), { recursive: true, mode: 0o700 })
  const control = await writeBytes(join(to, CONTROL), await readControl(join(from, CONTROL)), { mode: 0o600 })
  return { folders: [...folders, ...inWal], pieces: [...pieces, { path: CONTROL, ...control }] }
}

/** The one file that the log cannot mend: read until two readings agree, so that none is caught half written. */
async function readControl(path: string): Promise<Buffer> {
  for (let before = await readFile(path); ; ) {
    await wait(20)
    const now = await readFile(path)
    if (now.equals(before)) return now
    before = now
  }
}
