import { isConnectionLost } from './db/connection-lost.ts'
import { DatabaseUnfit } from './db/fitness.ts'
import { CannotMigrate } from './db/migrate.ts'
import { reasonOf } from './doctor/finding.ts'
import { CannotListen } from './http/listening.ts'
import { isDiskFull } from './storage/disk-full.ts'

/**
 * What the person at the terminal can mend, in a sentence or two: a full disk, a folder without rights, a database that is
 * away, refuses us or does not fit. Null: nobody expects it, and it is to show its stack.
 */
export function operatorWords(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  if (error instanceof DatabaseUnfit || error instanceof CannotMigrate || error instanceof CannotListen) return error.message
  const code = 'code' in error ? String(error.code) : ''
  const path = 'path' in error && typeof error.path === 'string' ? ` at ${error.path}` : ''
  if (isDiskFull(error)) return `There is no room left on the disk${path}. Make room and begin again.`
  if (code === '53100') return `PostgreSQL has no room left on its disk: ${error.message}. Make room and begin again.`
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return `This account may not write or read${path} (${code}). Give it the rights, or run the command under the account that runs Yingda.`
  if (code.startsWith('28')) return `The database refuses our sign-in: ${error.message}. Correct the account and the password in DATABASE_URL.`
  if (code === '3D000') return `${error.message}: correct the name in DATABASE_URL, or make it with createdb.`
  if (isConnectionLost(error)) return `The database cannot be reached: ${reasonOf(error)}. Look whether it runs, and whether DATABASE_URL names it.`
  return null
}
