import type { LogFn, Logger } from 'pino'
import { isConnectionLost } from './db/connection-lost.ts'

type Told = { atMs: number; since: number }
type Hook = (this: Logger, args: Parameters<LogFn>, method: LogFn, level: number) => void

const QUIET_MS = 60_000
const WARN = 40

/**
 * Whoever looks all the time finds the database or the storage away all the time: several times a second, each with a stack, for
 * as long as it lasts. So a warning that a line is lost is given once a minute, with how often it was meanwhile (`repeated`).
 * Whatever else is said goes through.
 */
export function saidOnce(nowMs: () => number = () => performance.now()): Hook {
  const told = new Map<string, Told>()
  return function (args, method, level) {
    const [about, words] = args as unknown[] // as pino is called: what it is about, then the words
    const lost = level === WARN && typeof words === 'string' ? lostLine(about) : null
    if (lost === null) return method.apply(this, args)
    const before = told.get(`${String(words)} ${lost}`)
    if (before !== undefined && nowMs() - before.atMs < QUIET_MS) return void (before.since += 1)
    told.set(`${String(words)} ${lost}`, { atMs: nowMs(), since: 0 })
    const repeated = before?.since ?? 0
    return method.apply(this, repeated === 0 ? args : ([{ ...(about as object), repeated }, words] as Parameters<LogFn>)) // `lostLine` has found it to be one
  }
}

/** Its code, where what it is about is an error that says so, or one caused by such. */
function lostLine(about: unknown): string | null {
  if (typeof about !== 'object' || about === null || !('err' in about)) return null
  const { err } = about
  const cause = err instanceof Error ? err.cause : undefined
  const lost = [err, cause].find(isConnectionLost)
  return lost === undefined ? null : String(Object(lost).code ?? '')
}
