/** Years of conversations, written set-based: ended ones, five entries each, answered and resolved, of customers who come back. */
import { sql } from 'kysely'
import type { Db } from '../platform/db/db.ts'

const CHUNK = 10_000
const ENTRIES = 5

/** @returns how many entries were written */
export async function growTo(db: Db, teamId: string, from: number, to: number): Promise<number> {
  for (let first = from; first < to; first += CHUNK) await growBy(db, teamId, first, Math.min(CHUNK, to - first))
  await sql`vacuum analyze`.execute(db)
  return (to - from) * ENTRIES
}

/** One a minute, backwards from a month ago; every fifth is of a new customer. */
async function growBy(db: Db, teamId: string, first: number, count: number): Promise<void> {
  await sql`
    with numbered as (
      select n, gen_random_uuid() as id, now() - interval '30 days' - make_interval(mins => n) as at from generate_series(${first}::int, ${first + count - 1}::int) n),
    person as (
      insert into customer (id, external_id, name, created_at, seen_at)
      select gen_random_uuid(), 'g-' || n, '陈雨薇', at, at from numbered where n % 5 = 0 returning id, split_part(external_id, '-', 2)::int as n),
    talk as (
      insert into conversation (id, reference, customer_id, started_by, client_id, channel, question_type, language, status, team_id, title, last_text,
        last_from, resolved_at, closed_at, outcome, opened_at, changed_at)
      select c.id, 'G-' || c.n, p.id, p.id, c.id, 'web', (array['payment', 'transfer', 'refund', 'access', 'other'])[1 + c.n % 5], 'zh-CN', 'closed', ${teamId},
        '付款没有到账', '已经为您处理', 'agent', c.at, c.at, 'answered', c.at, c.at
      from numbered c join person p on p.n = c.n - c.n % 5 returning id, customer_id, opened_at),
    flow as (
      insert into stream (id, kind, customer_id, last_seq, last_customer_seq)
      select id, 'conversation', customer_id, ${ENTRIES}, ${ENTRIES} from talk returning id, customer_id),
    owed as (
      insert into obligation (id, open, conversation_id, customer_id, channel, kind, priority, owner_kind, owned_since, received_at, closed_at, closed_how, closed_reason)
      select gen_random_uuid(), false, id, customer_id, 'web', 'first_reply', 'normal', 'team', opened_at, opened_at, opened_at, 'answered', 'agent' from talk),
    resolved as (
      insert into resolution (conversation_id, started_at, ended_at, ended_how, minutes, warn_percent, left_ms)
      select id, opened_at, opened_at, 'resolved', 960, 75, 960 * 60000 from talk),
    said as (
      insert into entry (stream_id, seq, customer_seq, customer_id, type, actor, at, data, sender, client_id)
      select t.id, n, n, t.customer_id, 'message.posted', '{"kind":"system"}', t.opened_at, '{"attachmentIds":[],"answer":null}', 'customer', gen_random_uuid()
      from talk t join flow using (id), generate_series(1, ${ENTRIES}::int) n returning stream_id, seq)
    insert into entry_content (stream_id, seq, body, salt) select stream_id, seq, '您好，付款一直没有到账，麻烦看一下订单。', '\\x00' from said`.execute(db)
}
