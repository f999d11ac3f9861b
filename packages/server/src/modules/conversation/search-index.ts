import { setImmediate as othersTurn } from 'node:timers/promises'
import { sql } from 'kysely'
import { bigints, booleans, texts, uuids } from '../../platform/db/arrays.ts'
import type { Db } from '../../platform/db/db.ts'
import type { Runner } from '../../platform/command.ts'
import type { Reaction, RecordedEntry } from '../../platform/react.ts'
import { tsVectorOf } from '../../platform/text/search-words.ts'
import { wordsOfSummary } from './summary-text.ts'

/** So many in one statement: a short one costs more to be sent than to be done. */
const PORTION = 256
/** Chinese words are looked up in a dictionary, a tenth of a millisecond a message: after so many whoever speaks is served. */
const IN_ONE_GO = 32

/** Words of messages, notes and hand-over summaries go into the search index, beside the customer's way. */
export function searchReaction({ run }: Runner): Reaction {
  return {
    group: 'search',
    on: ['message.posted', 'note.added', 'conversation.queued'],
    together: true,
    paceMs: 500,
    handle: (entries) =>
      run({ kind: 'system' }, async (ctx) => {
        for (let at = 0; at < entries.length; at += PORTION) await indexEntries(ctx.db, entries.slice(at, at + PORTION))
      }),
  }
}

async function indexEntries(db: Db, entries: readonly RecordedEntry[]): Promise<void> {
  // What has been redacted meanwhile has no body and is not indexed; the lock makes a redaction that runs now wait.
  const { rows } = await sql<{ stream_id: string; seq: number; body: string; internal: boolean }>`
    select c.stream_id, c.seq, c.body, w.internal
    from unnest(${uuids(entries.map((entry) => entry.streamId))}::uuid[], ${bigints(entries.map((entry) => entry.seq))}::bigint[],
      ${booleans(entries.map((entry) => entry.type !== 'message.posted'))}::boolean[]) as w (stream_id, seq, internal)
    join entry_content c on c.stream_id = w.stream_id and c.seq = w.seq
    where c.body <> '' order by c.stream_id, c.seq for share of c`.execute(db)
  const words: string[] = []
  for (const { body } of rows) {
    if (words.length > 0 && words.length % IN_ONE_GO === 0) await othersTurn()
    words.push(tsVectorOf(wordsOfSummary(body)))
  }
  // Asked beforehand: `on conflict` costs twice as much a row. Two who index the same at once are two of whom one comes again.
  await sql`
    insert into entry_search (conversation_id, seq, internal, lexemes)
    select id, seq, internal, lexemes::tsvector from unnest(${uuids(rows.map((row) => row.stream_id))}::uuid[], ${bigints(rows.map((row) => row.seq))}::bigint[],
      ${booleans(rows.map((row) => row.internal))}::boolean[], ${texts(words)}::text[]) as x (id, seq, internal, lexemes)
    where not exists (select from entry_search s where s.conversation_id = x.id and s.seq = x.seq)`.execute(db)
}
