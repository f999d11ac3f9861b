import { decideTransfer } from '@yingda/domain/conversation/decide.ts'
import type { EntryData } from '@yingda/protocol/entries/conversation.ts'
import type { ClientId, ConversationId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import { sql } from 'kysely'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { holdTeam, lockStaff } from '../../identity/api.ts'
import { applyEntries, entriesOf, type Draft } from '../apply-entries.ts'
import { stateOf } from '../record-state.ts'
import { lockConversation } from '../store.ts'
import { refuseUnseeing } from './assign-conversation.ts'
import { isSameContent, senderOf } from './earlier-sends.ts'

export type TransferConversation = {
  conversationId: ConversationId
  clientId?: ClientId | undefined
  teamId: TeamId | null
  agentId: StaffId | null
  note: string
}

/**
 * Pass a conversation on to a team, or to one colleague, with a note for whoever takes it. Repeatable by its client id,
 * also by whoever no longer reaches the conversation for having passed it on.
 *
 * Lock order: conversation, then agent, then team.
 *
 * @throws Refused `conversation.not_found` | `conversation.closed` | `team.not_found` | `agent.not_found` | `agent.not_allowed` | `message.id_reused`
 */
export async function transferConversation(ctx: CommandContext, input: TransferConversation): Promise<{ seq: number }> {
  const done = await earlierTransfer(ctx, input)
  if (done !== null) return done
  const { clientId, teamId, agentId, note } = input
  const row = await lockUnlessDone(ctx, input)
  if ('seq' in row) return row
  const agent = agentId === null ? null : await lockStaff(ctx, agentId)
  if (agent !== null) refuseUnseeing(agent, row)
  const target = teamId ?? agent?.teamIds.find((id) => id === row.team_id) ?? agent?.teamIds[0] ?? row.team_id
  if (target === null || !(await holdTeam(ctx, target))) throw new Refused('team.not_found')
  const sent = clientId === undefined ? null : { sender: senderOf(ctx.actor), clientId }
  const passed: Draft[] = entriesOf(decideTransfer(stateOf(row), { teamId: target, agent })).map((entry) => ({
    entry,
    sent: entry.type === 'conversation.transferred' ? sent : null,
  }))
  const noted: Draft[] = note.trim() === '' ? [] : [{ entry: { type: 'note.added', data: { mentions: agentId === null ? [] : [agentId] } }, text: note }]
  const { seq } = await applyEntries(ctx, row, [...noted, ...passed])
  return { seq }
}

/** The same transfer may have been committed while its lock was waited for, and have taken the conversation out of reach. */
async function lockUnlessDone(ctx: CommandContext, input: TransferConversation) {
  try {
    const row = await lockConversation(ctx, input.conversationId)
    return (await earlierTransfer(ctx, input)) ?? row
  } catch (error) {
    const done = error instanceof Refused && error.code === 'conversation.not_found' ? await earlierTransfer(ctx, input) : null
    if (done === null) throw error
    return done
  }
}

type Earlier = { seq: number; type: string; data: EntryData<'conversation.transferred'>; noted: boolean; hash: Buffer | null; salt: Buffer | null }

/** @throws Refused `message.id_reused`: something else was sent under this id */
async function earlierTransfer(
  ctx: CommandContext,
  { conversationId, clientId, teamId, agentId, note }: TransferConversation,
): Promise<{ seq: number } | null> {
  if (clientId === undefined) return null
  const { rows } = await sql<Earlier>`
    select e.seq, e.type, e.data, n.seq is not null as noted, n.content_hash as hash, c.salt
    from entry e left join entry n on n.stream_id = e.stream_id and n.seq = e.seq - 1 and n.type = 'note.added' and n.actor = e.actor and n.at = e.at
    left join entry_content c on c.stream_id = n.stream_id and c.seq = n.seq
    where e.stream_id = ${conversationId} and e.sender = ${senderOf(ctx.actor)} and e.client_id = ${clientId}`.execute(ctx.db)
  const [before] = rows
  if (before === undefined) return null
  const { data, type, noted } = before
  const sameTarget = type === 'conversation.transferred' && data.toAgentId === agentId && (teamId === null || data.teamId === teamId)
  const sameNote = noted ? isSameContent(before, [note], []) : note.trim() === ''
  if (!sameTarget || !sameNote) throw new Refused('message.id_reused')
  return { seq: before.seq }
}
