/** However long a conversation is, what is taken along holds all of it; however many wait, no one takes all places. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { aTeam } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { until } from '../testing/settle.ts'
import { aColleague, aKnownCustomer } from './callers.ts'
import { aDesk } from './desk.ts'
import { ok, refused, say, started } from './talk.ts'

const database = await testDatabase()
const { db } = database
const desk = await aDesk(database)
await aTeam(db)
const customer = await aKnownCustomer(desk)

/** More than either used to hold, written past the commands: the last words come through them. */
async function aLongConversation(entries: number): Promise<string> {
  const id = await started(customer, 'other', 'the first words')
  await sql`insert into entry (stream_id, seq, customer_seq, customer_id, type, actor, at, data, content_hash)
    select stream_id, seq + n, customer_seq + n, customer_id, type, actor, at, data, content_hash
    from entry, generate_series(1, ${entries}) n where stream_id = ${id} and type = 'message.posted'`.execute(db)
  await sql`insert into entry_content (stream_id, seq, body, salt) select ${id}, 2 + n, 'line ' || n, '\\x00' from generate_series(1, ${entries}) n`.execute(db)
  await sql`update stream set last_seq = last_seq + ${entries}, last_customer_seq = last_customer_seq + ${entries} where id = ${id}`.execute(db)
  ok(await say(customer, id, 'the last words'))
  return id
}

test('transcript and export go to the end of a conversation of twenty thousand messages', async () => {
  const id = await aLongConversation(20_100)
  const transcript = ok(await customer.get(`/conversations/${id}/transcript`))
  assert.match(String(transcript.headers['content-disposition']), /filename="C-\d+\.txt"/)
  assert.equal(transcript.text.match(/: line \d+\n/g)?.length, 20_100)
  assert.match(transcript.text, /the first words[\s\S]*the last words\n$/)
  const admin = await aColleague(desk, { role: 'admin' })
  const { body } = ok(await admin.get(`/conversations/${id}/export`))
  assert.match(body.reference, /^C-\d+$/)
  assert.deepEqual(
    body.entries.map((entry: { seq: number }) => entry.seq),
    Array.from({ length: 20_103 }, (_, index) => index + 1),
  )
  assert.equal(body.entries.at(-1).content.text, 'the last words')
})

test('of one who waits in more places than he may have, the rest is refused, and others wait on', async () => {
  const id = await started(customer)
  const wait = (): ReturnType<typeof customer.get> => customer.get(`/conversations/${id}/entries?after=1&waitMs=25000`)
  const answers = Array.from({ length: 12 }, wait)
  let done = 0
  for (const answer of answers) void answer.then(() => (done += 1))
  await until('those who found no place to be told', () => done === 4)
  const other = await aKnownCustomer(desk)
  const theirs = await started(other)
  ok(await other.get(`/conversations/${theirs}/entries?after=0&waitMs=25000`))
  ok(await customer.get(`/conversations/${id}/entries?after=0`))

  ok(await say(customer, id, 'news'))
  const all = await Promise.all(answers)
  const sent = all.filter((answer) => answer.status === 200)
  assert.equal(sent.length, 8)
  for (const answer of all.filter((one) => one.status !== 200)) {
    refused(answer, 'request.too_many')
    assert.ok(Number(answer.headers['retry-after']) > 0)
  }
  // Their places are free again.
  assert.equal((await customer.get(`/conversations/${id}/entries?after=2&waitMs=1`)).status, 200)
})
