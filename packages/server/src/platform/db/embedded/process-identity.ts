import { readFile, readlink } from 'node:fs/promises'
import { hostname } from 'node:os'

/**
 * Names one process, not one pid: pids are reused, and in containers nearly always (every start gets the same low
 * numbers). `space` says where the pid means anything (this boot and pid namespace; elsewhere the host name),
 * `startTime` is the kernel's start tick, null where there is no /proc.
 */
export type ProcessIdentity = { pid: number; startTime: string | null; space: string }

/** `unknown` when the process lives in another pid space, or when a reused pid cannot be told from the real one. */
export type Liveness = 'alive' | 'dead' | 'unknown'

export async function ownIdentity(): Promise<ProcessIdentity> {
  const stat = await readStat(process.pid)
  return { pid: process.pid, startTime: stat?.startTime ?? null, space: await ownSpace() }
}

export async function livenessOf(identity: ProcessIdentity): Promise<Liveness> {
  if (identity.space !== (await ownSpace())) return 'unknown'
  if (identity.startTime === null) return pidExists(identity.pid) ? 'unknown' : 'dead'
  const stat = await readStat(identity.pid)
  return stat && !stat.ended && stat.startTime === identity.startTime ? 'alive' : 'dead'
}

/** True also for a zombie, and for a process of another account. */
export function pidExists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** A killed process that nobody has waited for keeps its pid; it no longer runs. Null without /proc or process. */
export async function readStat(pid: number): Promise<{ startTime: string; ended: boolean } | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  if (text === null) return null
  // The command name stands in parentheses and may itself hold spaces and parentheses: count from the last one.
  const [state = '', ...rest] = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return { startTime: rest[18] ?? '', ended: state === 'Z' || state === 'X' }
}

let space: Promise<string> | undefined

function ownSpace(): Promise<string> {
  space ??= Promise.all([readFile('/proc/sys/kernel/random/boot_id', 'utf8'), readlink('/proc/self/ns/pid')])
    .then(([boot, namespace]) => `${boot.trim()} ${namespace}`)
    .catch(() => `host ${hostname()}`)
  return space
}
