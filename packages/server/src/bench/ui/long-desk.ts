/** An agent's desk as long as no desk should be, written set-based: half of its customers wait for an answer, half have one. */
import { sql } from 'kysely'
import type { Db } from '../../platform/db/db.ts'

export type DeskOf = { teamId: string; staffId: string }

/** One came every eight seconds, for the whole of a day. Nothing is due within hours, so that nothing happens to it by itself. */
export async function fillDesk(db: Db, { teamId, staffId }: DeskOf, count: number): Promise<void> {
  await sql`
    with numbered as (
      select n, n % 2 = 0 as waits, gen_random_uuid() as id, gen_random_uuid() as person, gen_random_uuid() as owed,
        now() - make_interval(secs => n * 8) as at, now() + interval '6 hours' - make_interval(secs => n) as due from generate_series(1, ${count}::int) n),
    someone as (
      insert into customer (id, external_id, name, created_at, seen_at)
      select person, 'd-' || n, (array['陈雨薇', '周岚', 'Daniel Park', '欧阳明月', 'Sofia Marchetti', '王磊'])[1 + n % 6], at, at from numbered),
    talk as (
      insert into conversation (id, reference, customer_id, started_by, client_id, channel, question_type, language, status, team_id, assignee_id,
        agent_name, title, last_text, last_from, waiting_since, owed_since, obligation_id, opened_at, changed_at)
      select id, 'D-' || n, person, person, id, 'web', (array['payment', 'transfer', 'refund', 'access', 'other'])[1 + n % 5], 'zh-CN', 'assigned', ${teamId},
        ${staffId}, '林晓', (array['付款一直没有到账', '转账转错了人，怎么办', 'The refund of last week is missing', '登录不了'])[1 + n % 4] || ' ' || n,
        case when waits then '麻烦看一下订单' else '已经为您处理' end, case when waits then 'customer' else 'agent' end,
        case when waits then at end, case when waits then at end, case when waits then owed end, at, at
      from numbered),
    owing as (
      insert into obligation (id, open, conversation_id, customer_id, channel, kind, priority, owner_kind, owner_id, owned_since, received_at, warn_at, due_at)
      select owed, true, id, person, 'web', 'next_reply', 'normal', 'agent', ${staffId}, at, at, due - interval '1 hour', due
      from numbered where waits),
    reach as (insert into conversation_reach (conversation_id, staff_id, why, at) select id, ${staffId}, 'held', at from numbered),
    flow as (
      insert into stream (id, kind, customer_id, last_seq, last_customer_seq) select id, 'conversation', person, 1, 1 from numbered),
    said as (
      insert into entry (stream_id, seq, customer_seq, customer_id, type, actor, at, data, sender, client_id)
      select id, 1, 1, person, 'message.posted', '{"kind":"system"}', at, '{"attachmentIds":[],"answer":null}', 'customer', gen_random_uuid() from numbered)
    insert into entry_content (stream_id, seq, body, salt) select id, 1, '麻烦看一下订单', '\\x00' from numbered`.execute(db)
  await sql`analyze`.execute(db)
}
