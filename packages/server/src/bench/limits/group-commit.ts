/**
 * The bound of any durable writer on this PostgreSQL: whatever waits goes into one insert of many rows, the next when
 * that one has committed. No sequence, no repeat looked for, no sockets.
 */
import { performance } from 'node:perf_hooks'
import pg from 'pg'
import { cpuUs } from '../machine.ts'
import { timesOf } from '../load/plan.ts'

export type GroupCommitQuestion = { url: string; waiting: number; measureMs: number; body: string; postgresPid: number }
export type Written = { perSecond: number; p50: number; p99: number; processUs: number; postgresUs: number }

const INSERT = 'insert into bench_message (conversation, sender, body) select * from unnest($1::bigint[], $2::bigint[], $3::text[]) returning id'
const MOST = 1000

async function measure({ url, waiting, measureMs, body, postgresPid }: GroupCommitQuestion): Promise<Written> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(`drop table if exists bench_message; create table bench_message (
    id bigint generated always as identity primary key, conversation bigint not null, sender bigint not null, body text not null,
    at timestamptz not null default now()); create index on bench_message (conversation, id)`)
  let queue: (() => void)[] = []
  const millis: number[] = []
  const untilMs = performance.now() + measureMs
  const wait = (): void => {
    const fromMs = performance.now()
    queue.push(() => {
      millis.push(performance.now() - fromMs)
      if (performance.now() < untilMs) wait()
    })
  }
  for (let index = 0; index < waiting; index += 1) wait()
  const [fromMs, postgres, own] = [performance.now(), cpuUs(postgresPid), process.cpuUsage()]
  while (queue.length > 0) {
    const batch = queue.slice(0, MOST)
    queue = queue.slice(MOST)
    await client.query({
      name: 'insert',
      text: INSERT,
      values: [batch.map(() => Math.floor(Math.random() * 5000)), batch.map((_, index) => index), batch.map(() => body)],
    })
    for (const answer of batch) answer()
    await new Promise((resolve) => setImmediate(resolve))
  }
  const seconds = (performance.now() - fromMs) / 1000
  const spent = process.cpuUsage(own)
  await client.end()
  return {
    perSecond: millis.length / seconds,
    p50: timesOf(millis).p50,
    p99: timesOf(millis).p99,
    processUs: (spent.user + spent.system) / millis.length,
    postgresUs: (cpuUs(postgresPid) - postgres) / millis.length,
  }
}

process.once('message', (question: GroupCommitQuestion) => void measure(question).then((answer) => process.send?.(answer)))
