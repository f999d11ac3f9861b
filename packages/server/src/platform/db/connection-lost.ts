import { Refused } from '../refused.ts'

/** SQLSTATE classes: connection, resources, operator intervention, system; a transaction that stood still; and the operating system's own words. */
const CODES = /^(08|53|57|58)|^25P03$|^(ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_)/
/** What the driver says without a code. */
const WORDS = /connection terminated|timeout exceeded when trying to connect|connection error and is not queryable|client was closed/i

/** Did this fail because the database is away, and not because of what was asked? Whether a commit arrived is then unknown. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && typeof error.code === 'string' && CODES.test(error.code)) || WORDS.test(error.message)
}

/** The same, also where whoever stood in line for a connection was told so. */
export function isDatabaseAway(error: unknown): boolean {
  return isConnectionLost(error) || (error instanceof Refused && error.code === 'server.busy')
}
