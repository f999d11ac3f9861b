/**
 * Jobs that were tried as often as they are lie there for whoever mends what they stumbled over and has them tried again. After a
 * month nobody does: they are removed, and what stays is how many there were.
 */
import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { CommandContext, QueryContext, Runner } from './command.ts'
import { addJob, type JobHandlers } from './jobs.ts'

const SYSTEM = { kind: 'system' } as const
const JOB = 'jobs.remove_given_up'
const EVERY_MS = 6 * 3600_000
const KEPT_DAYS = 30
const MOST_AT_ONCE = 1000
const FACT = 'given_up_jobs:'

export function givenUpJobs({ run }: Pick<Runner, 'run'>, log: Pick<Logger, 'info'>): JobHandlers {
  return {
    async [JOB]() {
      await run(SYSTEM, (ctx) => scheduleRemoval(ctx, EVERY_MS))
      let removed = MOST_AT_ONCE
      while (removed === MOST_AT_ONCE) {
        removed = await run(SYSTEM, removeGivenUp)
        if (removed > 0) log.info({ removed }, 'jobs that were given up a month ago were removed')
      }
    },
  }
}

/** One that already waits is moved, so every start may call this. */
export const scheduleRemoval = (ctx: CommandContext, afterMs = 0): Promise<void> => addJob(ctx, { name: JOB, payload: {}, key: JOB, afterMs })

/**
 * By the database's clock, and by `run_at`: graphile-worker 0.18 moves it at each failure, by six hours at most, and leaves
 * `updated_at` where it was. Its own clean-up removes them in the same way, of any age.
 *
 * @returns how many went
 */
async function removeGivenUp({ db }: CommandContext): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with gone as (
      delete from graphile_worker._private_jobs where id in (
        select id from graphile_worker._private_jobs
        where attempts >= max_attempts and locked_at is null and run_at < now() - make_interval(days => ${KEPT_DAYS})
        order by id limit ${MOST_AT_ONCE} for update skip locked)
      returning task_id
    ), counted as (
      insert into deployment_fact as fact (name, value)
      select ${FACT}::text || task.identifier, jsonb_build_object('removed', count(*))
      from gone join graphile_worker._private_tasks task on task.id = gone.task_id group by task.identifier
      on conflict (name) do update
        set value = jsonb_build_object('removed', (fact.value->>'removed')::bigint + (excluded.value->>'removed')::bigint), at = excluded.at
    )
    select count(*) as count from gone`.execute(db)
  return rows[0]?.count ?? 0
}

/** How many of each task were removed since this deployment began. */
export async function removedByTask({ db }: QueryContext): Promise<{ name: string; removed: number }[]> {
  const { rows } = await sql<{ name: string; removed: number }>`
    select substr(name, length(${FACT}::text) + 1) as name, (value->>'removed')::bigint as removed
    from deployment_fact where starts_with(name, ${FACT}::text)`.execute(db)
  return rows
}
