/** What processes cost, from /proc: time on the processor with all that descend from them, and memory. Linux only. */
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'

/** One tick of the kernel's process clock, in microseconds. */
const TICK_US = 10_000

type Process = { pid: number; parent: number; ticks: number }

function processOf(pid: number): Process | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [, parent = 0] = fields
    // user and system time, its own and of those children that have ended
    return { pid, parent, ticks: [11, 12, 13, 14].reduce((sum, index) => sum + (fields[index] ?? 0), 0) }
  } catch {
    return null // it has ended
  }
}

/** These processes and all that descend from them. */
function family(roots: readonly number[]): Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => processOf(Number(name)) ?? [])
  const known = new Set(roots)
  for (let size = 0; size !== known.size; ) {
    size = known.size
    for (const one of all) if (known.has(one.parent)) known.add(one.pid)
  }
  return all.filter((one) => known.has(one.pid))
}

/** Microseconds on the processor so far. */
export const cpuUs = (...roots: number[]): number => family(roots).reduce((sum, one) => sum + one.ticks * TICK_US, 0)

/** Proportional set size in bytes: shared pages count by their share. */
export const memoryBytes = (...roots: number[]): number => family(roots).reduce((sum, one) => sum + pssOf(one.pid), 0)

function pssOf(pid: number): number {
  try {
    return 1024 * Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0
  }
}

/** Share of all processors that was in use over the last half second, before a measurement: other people's work. */
export async function busyShare(): Promise<number> {
  const read = (): number[] => readFileSync('/proc/stat', 'utf8').split('\n')[0]?.split(/\s+/).slice(1, 9).map(Number) ?? []
  const before = read()
  await wait(500)
  const spent = read().map((value, index) => value - (before[index] ?? 0))
  const idle = (spent[3] ?? 0) + (spent[4] ?? 0)
  const total = spent.reduce((sum, value) => sum + value, 0)
  return total === 0 ? 0 : 1 - idle / total
}
