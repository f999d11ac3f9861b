/** Who holds which jobs. What nobody has in hand is let go of here; graphile-worker would keep it locked for four hours. */
import { sql } from 'kysely'
import type { Db } from './db/db.ts'

/** By the name under which a runner of this process holds jobs: the ids of those it knows of. */
export type Holding = Map<string, Set<string>>

type Holders = {
  db: Db
  nodeId: string
  holding: Holding
  /** Lets go of all that is held under these names. */
  unlock(names: string[]): Promise<void>
}

/**
 * To be called every ten seconds: says that this process lives and under which names it holds jobs, and lets go of what
 * has been held for half a minute without being in anybody's hands. By what is held, and not by what a dead process had
 * said: one may be killed before it has said anything, or between finding such a name and letting go.
 */
export function lookAfterHolders({ db, nodeId, holding, unlock }: Holders): () => Promise<void> {
  let unknown = new Set<string>()
  return async () => {
    await renewNode(db, nodeId, [...holding.keys()])
    const held = await heldLong(db, [...holding.keys()])
    const nobodys = new Set(held.filter((job) => !holding.has(job.locked_by)).map((job) => job.locked_by))
    if (nobodys.size > 0) await unlock([...nobodys])
    // The answer that gave it to us was lost on its way. Looked at twice: what is just done may not be told yet.
    const unknownNow = held.filter((job) => holding.get(job.locked_by)?.has(job.id) === false).map((job) => job.id)
    await letGo(
      db,
      unknownNow.filter((id) => unknown.has(id)),
      [...holding.keys()],
    )
    unknown = new Set(unknownNow)
  }
}

async function renewNode(db: Db, nodeId: string, holders: readonly string[]): Promise<void> {
  await sql`insert into node (id, job_holders, seen_until) values (${nodeId}, ${holders}::text[], now() + interval '30 seconds')
    on conflict (id) do update set job_holders = excluded.job_holders, seen_until = excluded.seen_until`.execute(db)
}

/** Whether a process says that it lives. Only those that run jobs do; one that was killed does for half a minute more. */
export async function isNodeThere(db: Db, nodeId: string): Promise<boolean> {
  return (await sql`select from node where id = ${nodeId} and seen_until > now()`.execute(db)).rows.length > 0
}

type Held = { id: string; locked_by: string }

/** Under one of these names, or under one that nobody who lives has. */
async function heldLong(db: Db, mine: readonly string[]): Promise<Held[]> {
  const { rows } = await sql<Held>`with gone as (delete from node where seen_until < now())
    select id::text, locked_by from graphile_worker.jobs
    where locked_at < now() - interval '30 seconds'
      and (locked_by = any(${mine}) or locked_by <> all (select unnest(job_holders) from node where seen_until >= now()))`.execute(db)
  return rows
}

/** An attempt that never began is not counted, as where graphile-worker 0.18 itself gives back what it had taken. */
async function letGo(db: Db, jobIds: readonly string[], holders: readonly string[]): Promise<void> {
  if (jobIds.length === 0) return
  await sql`with job as (
      update graphile_worker._private_jobs set locked_by = null, locked_at = null, attempts = greatest(0, attempts - 1)
      where id = any(${jobIds}::bigint[]) and locked_by = any(${holders}) returning job_queue_id)
    update graphile_worker._private_job_queues queue set locked_by = null, locked_at = null
    from job where queue.id = job.job_queue_id and queue.locked_by = any(${holders})`.execute(db)
}
