import { readFile, readlink, realpath } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pidExists, readStat } from './process-identity.ts'

/** A PostgreSQL that is alive on a data folder. `ready` is its own word for: takes connections. */
export type Postmaster = { pid: number; port: number; status: 'starting' | 'ready' | 'stopping' | 'unknown' }

/** What postmaster.pid says, if the process it names is really a PostgreSQL at work on this folder. */
export async function findPostmaster(dataDir: string): Promise<Postmaster | null> {
  const text = await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => null)
  if (text === null) return null
  // Lines: pid, data folder, start time, port, socket folder, address, shared memory, status.
  const lines = text.split('\n').map((line) => line.trim())
  const pid = Number.parseInt(lines[0] ?? '', 10)
  if (!(pid > 0) || !(await isPostgresAt(pid, dataDir))) return null
  return { pid, port: Number.parseInt(lines[3] ?? '', 10) || 0, status: statusOf(lines[7]) }
}

/** Null once it has gone; else the state it settled in, `starting` or `stopping` if that took longer than allowed. */
export async function settledPostmaster(dataDir: string, { withinMs }: { withinMs: number }): Promise<Postmaster | null> {
  for (let waited = 0; ; waited += 100) {
    const postmaster = await findPostmaster(dataDir)
    if (!postmaster || postmaster.status === 'ready' || waited >= withinMs) return postmaster
    await wait(100)
  }
}

/**
 * End a PostgreSQL of which nothing but its folder is known: in order, and if that takes too long at once. What was
 * committed is on disk in either case.
 */
export async function endPostmaster(dataDir: string, { withinMs }: { withinMs: number }): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    for (let waited = 0; waited < withinMs; waited += 100) {
      const postmaster = await findPostmaster(dataDir)
      if (postmaster === null) return
      if (waited === 0) process.kill(postmaster.pid, signal)
      await wait(100)
    }
  }
}

/** The pid of a dead postmaster may have gone to another program, or stand for a zombie in a container. */
async function isPostgresAt(pid: number, dataDir: string): Promise<boolean> {
  if (!pidExists(pid)) return false
  if (process.platform !== 'linux') return true
  const stat = await readStat(pid)
  if (!stat) return true
  if (stat.ended) return false
  const folder = await realpath(dataDir).catch(() => dataDir)
  const workingFolder = await readlink(`/proc/${pid}/cwd`).catch(() => null)
  if (workingFolder !== null) return workingFolder === folder
  // Root in a container often may not look into another account's process, but may read its command line.
  const commandLine = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null)
  if (commandLine === null) return true
  const [program = '', ...args] = commandLine.split('\0')
  return basename(program).startsWith('postgres') && args.some((arg) => arg === dataDir || arg === folder)
}

function statusOf(word: string | undefined): Postmaster['status'] {
  return word === 'starting' || word === 'ready' || word === 'stopping' ? word : 'unknown'
}
