/**
 * The process that opens strangers' files, and does nothing else: it has no secrets and no database. Its parent kills it
 * when a file takes too long; it ends by itself when the parent is gone.
 */
import { writeFileSync } from 'node:fs'
import { inspect } from './inspect.ts'
import type { Verdict } from './verdict.ts'

export type Request = { job: number; bytes: Uint8Array }
export type Answer = { job: number; verdict: Verdict /** Better ended than kept: the HEIC decoder never gives memory back. */; spent: boolean }

const SPENT_BYTES = 512 * 1024 * 1024

try {
  // When memory runs out, Linux ends this process first and not the server or the database.
  writeFileSync('/proc/self/oom_score_adj', '1000')
} catch {
  // Not Linux, or not allowed: the pixel and unpacking limits still hold.
}

process.on('disconnect', () => process.exit())
process.on('message', async ({ job, bytes }: Request) => {
  // A fault of ours ends the process: an unhandled rejection does that, and the parent counts it.
  const verdict = await inspect(bytes)
  const answer: Answer = { job, verdict, spent: process.memoryUsage.rss() > SPENT_BYTES }
  process.send?.(answer)
})
