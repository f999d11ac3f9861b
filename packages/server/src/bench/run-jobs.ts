/** Works off jobs that wait, as a server's worker does, in a process of its own. Counted when the database says so. */
import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import { startJobs } from '../platform/jobs.ts'
import { openDatabase } from '../platform/db/open.ts'
import { createLog } from '../platform/telemetry.ts'
import { newId } from '../platform/uuid.ts'
import { cpuUs } from './machine.ts'

export type JobsQuestion = { url: string; jobs: number; postgresPid: number }
export type JobsAnswer = { perSecond: number; ran: number; processUs: number; postgresUs: number; addedPerSecond: number }

async function measure({ url, jobs, postgresPid }: JobsQuestion): Promise<JobsAnswer> {
  const { db, pool } = openDatabase(url, { max: 20 })
  const adding = performance.now()
  await sql`
    select count(*) from graphile_worker.add_jobs(array(
      select row('bench', json_build_object('n', n), null, null, 3::smallint, null, null, null)::graphile_worker.job_spec from generate_series(1, ${jobs}::int) n))`.execute(
    db,
  )
  const addedPerSecond = jobs / ((performance.now() - adding) / 1000)
  let ran = 0
  const [fromMs, postgres, own] = [performance.now(), cpuUs(postgresPid), process.cpuUsage()]
  const nodeId = newId(Date.now())
  const log = createLog('error', nodeId)
  const working = await startJobs({ pgPool: pool, db, nodeId, log, handlers: { bench: async () => void (ran += 1) } })
  const left = async (): Promise<number> => (await sql<{ count: number }>`select count(*) from graphile_worker.jobs`.execute(db)).rows[0]?.count ?? 0
  while ((await left()) > 0) await new Promise((resolve) => setTimeout(resolve, 10))
  const seconds = (performance.now() - fromMs) / 1000
  const spent = process.cpuUsage(own)
  const postgresUs = (cpuUs(postgresPid) - postgres) / jobs
  await working.stop()
  return { perSecond: jobs / seconds, ran, processUs: (spent.user + spent.system) / jobs, postgresUs, addedPerSecond }
}

process.once('message', (question: JobsQuestion) => void measure(question).then((answer) => process.send?.(answer)))
