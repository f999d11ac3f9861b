import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { pino } from 'pino'
import { ConversationId } from '@yingda/protocol/ids.ts'
import type { CustomerActor } from '../../platform/actor.ts'
import { openBus } from '../../platform/bus.ts'
import { createRunner } from '../../platform/command.ts'
import { startReactions, type RecordedEntry } from '../../platform/react.ts'
import { tsQueryOf } from '../../platform/text/search-words.ts'
import { aClientId, aConversation, aCustomer } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { settle } from '../../testing/settle.ts'
import { postMessages } from './api.ts'
import { searchReaction } from './search-index.ts'

const { db } = await testDatabase()
const bus = await openBus()
const runner = createRunner({ db, bus, clock: fixedClock(), groupsFor: (type) => (type === 'message.posted' ? ['search'] : []) })

async function say(customer: CustomerActor, conversationId: ConversationId, text: string): Promise<void> {
  const input = { conversationId, clientId: aClientId(), text, attachmentIds: [], followUp: 'nothing' as const }
  const [answer] = await runner.run(customer, (ctx) => postMessages(ctx, [{ actor: customer, input }], { wait: true }))
  assert.ok(typeof answer === 'object' && 'ok' in answer, JSON.stringify(answer))
}

async function found(conversationId: string, q: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from entry_search where conversation_id = ${conversationId} and lexemes @@ ${tsQueryOf(q)}::tsquery`.execute(db)
  return rows[0]?.count ?? 0
}

const anEntry = (streamId: ConversationId, seq: number): RecordedEntry => ({
  streamId,
  seq,
  customerSeq: seq,
  customerId: null,
  type: 'message.posted',
  actor: { kind: 'system' },
  at: new Date(),
  data: {},
})

test('a word as long as a message is indexed by its beginning, and a stream it had stopped goes on by itself', async () => {
  const longWords = {
    'of one byte': 'a'.repeat(8000),
    'of four bytes': '𐐨'.repeat(4000),
    'beside Han': `退款${'b'.repeat(7990)}`,
    'with quotes': `${"c'".repeat(4000)}`,
  }
  for (const [what, text] of Object.entries(longWords)) {
    const customer = await aCustomer(db)
    const conversationId = ConversationId.parse((await aConversation(runner, customer)).id)
    await say(customer, conversationId, text)
    await say(customer, conversationId, `after a word ${what}`)
    // As a server left it that could not index the word.
    await sql`update reaction_due set attempts = 12, last_error = 'word is too long', claimed_until = now() - interval '1 second'
      where stream_id = ${conversationId}`.execute(db)
    const work = startReactions({ db, bus, log: pino({ level: 'silent' }), reactions: [searchReaction(runner)] })
    await settle(db).finally(() => work.stop())
    assert.equal(await found(conversationId, 'after'), 1, what)
    assert.equal(await found(conversationId, text), 1, `${what}: the whole word finds it`)
    const { rows } = await sql<{ last_error: string | null }>`select last_error from reaction_due where stream_id = ${conversationId}`.execute(db)
    assert.deepEqual(rows, [{ last_error: null }], what)
  }
})

test('what is indexed already stays as it is, also when it comes again together with something new', async () => {
  const customer = await aCustomer(db)
  const { id } = await aConversation(runner, customer)
  await say(customer, id, '扣款失败')
  await searchReaction(runner).handle([anEntry(id, 2)])
  await say(customer, id, '扣款成功')
  await searchReaction(runner).handle([anEntry(id, 2), anEntry(id, 3)])
  assert.equal(await found(id, '扣款'), 2)
})

test('much at once is indexed in few statements, and all of it; whoever speaks meanwhile is served in between', async () => {
  const customer = await aCustomer(db)
  const { id } = await aConversation(runner, customer)
  const rows = Array.from({ length: 300 }, (_, index) => index + 2)
  await sql`insert into entry (stream_id, seq, type, actor, at, data) select ${id}, n, 'message.posted', '{}', now(), '{}' from unnest(${rows}::bigint[]) n`.execute(
    db,
  )
  await sql`insert into entry_content (stream_id, seq, body, salt) select ${id}, n, '充值', 'x' from unnest(${rows}::bigint[]) n`.execute(db)
  const portions: number[] = []
  /** How often others had their turn while the words of a portion were cut. */
  const turnsWhileCut: number[] = []
  let turns = 0
  let readAt: number | null = null
  const watched = db.withPlugin({
    transformQuery({ node }) {
      if (readAt !== null) turnsWhileCut.push(turns - readAt)
      readAt = null
      return node
    },
    async transformResult({ result }) {
      if (result.rows[0] === undefined || !('body' in result.rows[0])) return result
      portions.push(result.rows.length)
      readAt = turns
      return result
    },
  })
  const { run } = createRunner({ db: watched, bus, clock: fixedClock(), groupsFor: () => [] })
  let ended = false
  const others = (): void => {
    turns += 1
    if (!ended) setImmediate(others)
  }
  others()
  await searchReaction({ ...runner, run })
    .handle(rows.map((seq) => anEntry(id, seq)))
    .finally(() => (ended = true))
  assert.deepEqual(portions, [256, 44])
  assert.ok((turnsWhileCut[0] ?? 0) >= 256 / 32 - 1 && (turnsWhileCut[1] ?? 0) >= 1, `${turnsWhileCut}`)
  assert.equal(await found(id, '充值'), 300)
})
