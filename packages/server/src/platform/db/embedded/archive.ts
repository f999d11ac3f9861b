/**
 * The log kept for going back to any instant: every finished piece goes, packed, to a folder that should lie on
 * another disk. PostgreSQL itself calls the command, under its own account, and keeps the piece until it has succeeded.
 */
import { chown, mkdir, stat } from 'node:fs/promises'
import type { Account } from './account.ts'
import { EmbeddedFailed } from './problems.ts'
import { runTool } from './run-tool.ts'

/** A piece that is not full is closed after this long: what a lost disk can take with it. */
const LOSE_AT_MOST_SECONDS = 60

export function archiveSettings(archiveDir: string | null): Record<string, string | number> {
  if (archiveDir === null) return {}
  const kept = inShell(archiveDir, '/%f.gz')
  const draft = inShell(archiveDir, '/%f.part')
  // The command may run again for a piece that is kept already (a crash in between). The same again is well; another
  // one under the same name belongs to another database, and is never written over.
  const again = `gzip -dc ${kept} | cmp -s - "%p"`
  const keep = `gzip -c "%p" > ${draft} && sync ${draft} && mv ${draft} ${kept} && sync ${inShell(archiveDir)}`
  return { archive_mode: 'on', archive_timeout: LOSE_AT_MOST_SECONDS, archive_command: `if test -f ${kept}; then ${again}; else ${keep}; fi` }
}

/** How a piece comes back out of the archive. */
export const restoreCommand = (archiveDir: string): string => {
  const kept = inShell(archiveDir, '/%f.gz')
  return `test -f ${kept} && gzip -dc ${kept} > "%p"`
}

/** One word for the shell; PostgreSQL replaces %f in `name` before the shell sees it, and leaves the folder alone. */
const inShell = (folder: string, name = ''): string => `'${folder.replaceAll("'", String.raw`'\''`).replaceAll('%', '%%')}${name}'`

/** Make the folder, and see that the account that runs PostgreSQL can write there. @throws EmbeddedFailed */
export async function settleArchive(archiveDir: string | null, account: Account | null): Promise<void> {
  if (archiveDir === null) return
  if (process.platform === 'win32') throw new EmbeddedFailed('ARCHIVE_DIR needs a Unix shell, gzip and cmp, which Windows has not: unset it.')
  const made = await mkdir(archiveDir, { recursive: true, mode: 0o700 })
  if (made && account) await chown(archiveDir, account.uid, account.gid)
  const probe = 'cd "$1" && : > .probe && rm .probe && gzip -V >/dev/null && cmp -v >/dev/null'
  const { ok, output } = await runTool('/bin/sh', ['-c', probe, 'sh', archiveDir], { account, cwd: '/' })
  if (ok) return
  const { uid } = await stat(archiveDir)
  throw new EmbeddedFailed(
    `PostgreSQL${account ? `, as the account "${account.name}",` : ''} cannot keep its log in ARCHIVE_DIR ${archiveDir} (owner ${uid}): ${output}. Give it the folder, and install gzip and diffutils if they are missing.`,
  )
}
