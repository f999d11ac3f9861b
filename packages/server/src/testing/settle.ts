import { sql } from 'kysely'
import type { Db } from '../platform/db/db.ts'

const LOOK_EVERY_MS = 20

type Outstanding = { what: string; count: number }

/**
 * Wait until everything that follows from what was committed has happened: no stream is due for a reaction, and no job
 * that may run now waits or runs. Jobs for later stay where they are.
 */
export async function settle(db: Db, { withinMs = 15_000 } = {}): Promise<void> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const left = await outstanding(db)
    if (left.length === 0) return
    if (performance.now() > deadline) throw new Error(`not settled after ${withinMs} ms: ${left.map((one) => `${one.what} ${one.count}`).join(', ')}`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
  }
}

async function outstanding(db: Db): Promise<Outstanding[]> {
  const { rows } = await sql<Outstanding>`
    select 'reaction ' || reaction_group as what, count(*) as count from reaction_due where due_seq > handled_seq group by reaction_group
    union all
    select 'job ' || task_identifier, count(*) from graphile_worker.jobs where run_at <= now() and attempts < max_attempts group by task_identifier`.execute(db)
  return rows
}

/** Wait until this holds; throws with `what` when it does not within the time. For what arrives over a socket. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, { withinMs = 10_000 } = {}): Promise<void> {
  const deadline = performance.now() + withinMs
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
