/**
 * Whose turn it is with what people have, read from a conversation's entries: from the first request for a person until it is
 * resolved it is theirs, except while it is the customer's. Replaying the entries gives the same, whenever it is done.
 */
import type { EntryData } from '@yingda/protocol/entries/conversation.ts'
import type { ConversationState, Happened } from './state.ts'

/** `withdrawn`: the customer ended it. `merged`: it goes on in the other conversation. `closed`: by time, or there was nothing to resolve. */
export type ResolvingEnd = 'resolved' | 'withdrawn' | 'returned_to_bot' | 'merged' | 'closed'

/** What a conversation that was merged into this one brings along. */
export type Joined = NonNullable<EntryData<'conversation.merged_from'>['resolving']>

export type ResolvingChange = { do: 'run' } | { do: 'pause' } | { do: 'end'; how: ResolvingEnd } | ({ do: 'join' } & Joined)

type Turn = Pick<ConversationState, 'status' | 'callBack'>
type Phase = 'with_bot' | 'running' | 'paused' | 'ended'

function phaseOf({ status, callBack }: Turn): Phase {
  if (status === 'bot') return 'with_bot'
  if (status === 'awaiting_customer') return 'paused'
  if (status === 'resolved' || status === 'closed') return 'ended'
  // He has chosen when somebody is to come back to him.
  return status === 'waiting' && callBack !== null && callBack.from !== null ? 'paused' : 'running'
}

/** Whether it is people's turn: setting it aside is their own choice, and changes nothing. */
export const isResolving = (state: Turn): boolean => phaseOf(state) === 'running'

/** What this entry, which led from one state to the other, does to the clock; in order. */
export function resolvingChanges(before: ConversationState, after: ConversationState, happened: Happened): ResolvingChange[] {
  const { entry } = happened
  const [was, is] = [phaseOf(before), phaseOf(after)]
  const joined: ResolvingChange[] =
    entry.type === 'conversation.merged_from' && entry.data.resolving !== undefined ? [{ do: 'join', ...entry.data.resolving }] : []
  if (was === is) return joined
  if (is === 'running') return [...joined, { do: 'run' }]
  if (is === 'paused') return [...joined, ...(was === 'with_bot' || was === 'ended' ? [{ do: 'run' } as const] : []), { do: 'pause' }]
  if (was === 'with_bot' || was === 'ended') return joined
  return [...joined, { do: 'end', how: is === 'with_bot' ? 'returned_to_bot' : endBy(happened) }]
}

function endBy({ entry, actor }: Happened): ResolvingEnd {
  if (entry.type === 'conversation.closed') return entry.data.why === 'merged' ? 'merged' : 'closed'
  if (entry.type === 'conversation.resolved' && entry.data.outcome === 'spam') return 'closed'
  return actor.kind === 'customer' ? 'withdrawn' : 'resolved'
}
