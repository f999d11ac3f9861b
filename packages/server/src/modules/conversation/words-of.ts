/** What is kept of the words that somebody writes: all of a colleague's, a customer's without the secrets in it. */
import { hideSecrets, isBareCode, type WithoutSecrets } from '@yingda/domain/conversation/hide-secrets.ts'
import { endsBeforeCode, speaksOfCodes } from '@yingda/domain/conversation/secrets/codes.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { MAX_TEXT_CHARS } from '@yingda/protocol/realtime.ts'
import { sql } from 'kysely'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/command.ts'
import { isCut } from './preview.ts'
import type { ConversationRecord } from './tables.ts'

export type LastWords = { text: string | null; from: 'customer' | 'bot' | 'agent' | null }

/** @param last the newest words of the conversation */
export function wordsOf(actor: Actor, text: string, last: LastWords): WithoutSecrets {
  return mayHoldSecrets(actor, text) ? hideSecrets(text, { asked: asksForCode(last) }) : { text, hidden: [] }
}

/**
 * The newest words of these conversations, whole, where their rows hold the beginning only: the end may speak of a code.
 * Asks nothing unless digits alone follow, since for all other words it makes no difference.
 */
export async function wholeLastWords(
  ctx: CommandContext,
  rows: readonly ConversationRecord[],
  next: readonly { actor: Actor; input: { conversationId: ConversationId; text: string } }[],
): Promise<Map<string, string>> {
  const asked = new Set(next.filter(({ actor, input }) => mayHoldSecrets(actor, input.text) && isBareCode(input.text)).map(({ input }) => input.conversationId))
  const cut = rows.filter((row) => asked.has(row.id) && row.last_text !== null && isCut(row.last_text))
  if (cut.length === 0) return new Map()
  const { rows: whole } = await sql<{ id: string; body: string }>`
    select c.stream_id as id, c.body from unnest(${cut.map((row) => row.id)}::uuid[], ${cut.map((row) => row.last_text_seq)}::bigint[]) as w (id, seq)
    join entry_content c on c.stream_id = w.id and c.seq = w.seq where c.body is not null`.execute(ctx.db)
  return new Map(whole.map(({ id, body }) => [id, body]))
}

/** What may have been kept of these words when they were first sent, whatever stood before them then. */
export function keptOf(actor: Actor, text: string): string[] {
  return mayHoldSecrets(actor, text) ? [...new Set([true, false].map((asked) => hideSecrets(text, { asked }).text))] : [text]
}

// What is too long is refused and kept nowhere.
const mayHoldSecrets = (actor: Actor, text: string): boolean => actor.kind === 'customer' && text.length <= MAX_TEXT_CHARS

function asksForCode({ text, from }: LastWords): boolean {
  if (text === null) return false
  return from === 'customer' ? endsBeforeCode(text) : speaksOfCodes(text)
}
