/** What is published of a line: rounded, so that nobody can be found in it. */
import type { StatusWait } from '@yingda/protocol/http/status.ts'

/** Upper ends, both included; beyond the last it is “more than”. */
const COUNTS = [0, 5, 10, 20, 50, 100] as const
const MINUTES = [1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 480, 720, 1440] as const

export function roundedCount(count: number): StatusWait['waiting'] {
  const index = COUNTS.findIndex((most) => count <= most)
  if (index === -1) return { from: (COUNTS.at(-1) ?? 0) + 1, to: null }
  const to = COUNTS[index] ?? 0
  return { from: index === 0 ? 0 : (COUNTS[index - 1] ?? 0) + 1, to }
}

/** Upwards, so that nobody is promised less than somebody has waited; beyond a day in whole days. */
export function roundedMinutes(waitedMs: number): number {
  const minutes = Math.max(0, waitedMs) / 60_000
  return MINUTES.find((most) => minutes <= most) ?? Math.ceil(minutes / 1440) * 1440
}
