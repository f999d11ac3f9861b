/**
 * A restored copy is on trial until somebody says that it is the deployment now. Started where the deployment works, with
 * its environment, it would tell its customers things again and write over what the public reads.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeBytes } from './backup/copy.ts'

const MARK = 'on-trial'
const SAYS = 'Restored, and on trial: see docs/operations.md. "npm start -- --in-earnest" ends the trial and removes this file.\n'

export const IN_EARNEST = '--in-earnest'
/** For the start and for the doctor. */
export const ON_TRIAL =
  'This is a restored copy on trial: it sends no mail and no webhook, and writes and erases outside its own folder neither files nor the status page.'

export const isOnTrial = (dataDir: string): boolean => existsSync(join(dataDir, MARK))

const DATABASE = 'Its database: '
const OWN = 'in this folder'

/**
 * @param dataDir also one that is still being written
 * @param databaseUrl of the server's database that was restored with it; null: it lies in the folder
 */
export async function putOnTrial(dataDir: string, databaseUrl: string | null = null): Promise<void> {
  await writeBytes(join(dataDir, MARK), Buffer.from(`${SAYS}${DATABASE}${placeOf(databaseUrl)}\n`), { mode: 0o600 })
}

/**
 * A copy on trial that is started on the deployment's database would work on it without its mail and webhooks.
 *
 * @returns what is wrong with DATABASE_URL for the copy in this folder, and what it should be; null when nothing is
 */
export function wrongForTrial(dataDir: string, databaseUrl: string | null): { reason: string; example: string } | null {
  const line = readFileSync(join(dataDir, MARK), 'utf8')
    .split('\n')
    .find((one) => one.startsWith(DATABASE))
  const restored = line?.slice(DATABASE.length)
  if (restored === undefined || restored === placeOf(databaseUrl)) return null
  if (restored === OWN) return { reason: 'is set, and the copy on trial in YINGDA_DATA has its database in its folder: unset it for the trial', example: '' }
  const reason = `has to name the database that the copy on trial in YINGDA_DATA was restored to, ${restored}`
  return { reason, example: `postgres://yingda:password@${restored}` }
}

/** Without account and password. */
function placeOf(databaseUrl: string | null): string {
  if (databaseUrl === null) return OWN
  const { hostname, port, pathname } = new URL(databaseUrl)
  return `${hostname}:${port || '5432'}${pathname}`
}

/** From the next start on it is a deployment like any other. */
export const endTrial = (dataDir: string): void => rmSync(join(dataDir, MARK), { force: true })
