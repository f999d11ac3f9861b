/**
 * How long people have had a conversation, read from its entries: from the first request for a person until it is resolved.
 * It stands still while it is the customer's turn, and goes on where it stood when he comes back. Replaying the entries gives
 * the same, whenever it is done.
 */
import type { ConversationStatus } from '@yingda/protocol/http/staff.ts'
import type { ConversationState, Happened } from './state.ts'

/** Half-open, ISO instants in UTC. */
export type Piece = { from: string; until: string }

/** `withdrawn`: the customer ended it. `merged`: it goes on in the other conversation. `closed`: by time, or there was nothing to resolve. */
export type ResolvingEnd = 'resolved' | 'withdrawn' | 'returned_to_bot' | 'merged' | 'closed'

export type ResolvingClock = {
  /** The first of the pieces, or of the one that runs. */
  startedAt: string
  /** Those that are over, in order; they neither overlap nor touch. */
  pieces: readonly Piece[]
  /** Null while it stands still, and after the end. */
  runningSince: string | null
  ended: { at: string; how: ResolvingEnd } | null
}

export type ResolvingChange =
  | { do: 'run'; at: string }
  | { do: 'pause'; at: string }
  | { do: 'end'; at: string; how: ResolvingEnd }
  /** People had another one of the same customer in these pieces, and it is this one now. */
  | { do: 'join'; at: string; pieces: readonly Piece[] }

type Phase = 'with_bot' | 'running' | 'paused' | 'ended'

function phaseOf(status: ConversationStatus): Phase {
  if (status === 'bot') return 'with_bot'
  if (status === 'awaiting_customer') return 'paused'
  return status === 'resolved' || status === 'closed' ? 'ended' : 'running'
}

/** Whether it is people's turn: setting it aside is their own choice, and does not stop the clock. */
export const isResolving = ({ status }: Pick<ConversationState, 'status'>): boolean => phaseOf(status) === 'running'

/** What this entry, which led from one state to the other, does to the clock; in order. */
export function resolvingChanges(before: ConversationState, after: ConversationState, happened: Happened): ResolvingChange[] {
  const { entry, at } = happened
  const [was, is] = [phaseOf(before.status), phaseOf(after.status)]
  const joined: ResolvingChange[] =
    entry.type === 'conversation.merged_from' && entry.data.resolving !== undefined ? [{ do: 'join', at, pieces: entry.data.resolving }] : []
  if (was === is) return joined
  if (is === 'running') return [...joined, { do: 'run', at }]
  if (was === 'with_bot' || was === 'ended') return joined
  if (is === 'paused') return [...joined, { do: 'pause', at }]
  if (is === 'with_bot') return [...joined, { do: 'end', at, how: 'returned_to_bot' }]
  return [...joined, { do: 'end', at, how: endBy(happened) }]
}

function endBy({ entry, actor }: Happened): ResolvingEnd {
  if (entry.type === 'conversation.closed') return entry.data.why === 'merged' ? 'merged' : 'closed'
  if (entry.type === 'conversation.resolved' && entry.data.outcome === 'spam') return 'closed'
  return actor.kind === 'customer' ? 'withdrawn' : 'resolved'
}

/** The clock after one more change; null = people have never had it. */
export function changeClock(clock: ResolvingClock | null, change: ResolvingChange): ResolvingClock | null {
  // What went back to the bot and comes to people again is another request.
  const held = clock?.ended?.how === 'returned_to_bot' ? null : clock
  switch (change.do) {
    case 'run':
      return held === null ? startOf(change.at) : { ...resumed(held, change.at), ended: null }
    case 'join':
      return join(held, change)
    case 'pause':
      return clock === null ? null : stopped(clock, change.at)
    case 'end':
      return clock === null ? null : { ...stopped(clock, change.at), ended: { at: change.at, how: change.how } }
  }
}

/** @returns what is over of it by now, the piece that runs included */
export const piecesUntil = (clock: ResolvingClock, at: string): readonly Piece[] => stopped(clock, at).pieces

const startOf = (at: string): ResolvingClock => ({ startedAt: at, pieces: [], runningSince: at, ended: null })

function stopped(clock: ResolvingClock, at: string): ResolvingClock {
  const { runningSince: from } = clock
  if (from === null) return clock
  return { ...clock, pieces: from < at ? [...clock.pieces, { from, until: at }] : clock.pieces, runningSince: null }
}

/** Stopped and going on at one instant is one piece. */
function resumed(clock: ResolvingClock, at: string): ResolvingClock {
  if (clock.runningSince !== null) return clock
  const last = clock.pieces.at(-1)
  return last?.until === at ? { ...clock, pieces: clock.pieces.slice(0, -1), runningSince: last.from } : { ...clock, runningSince: at }
}

function join(clock: ResolvingClock | null, { at, pieces }: Extract<ResolvingChange, { do: 'join' }>): ResolvingClock | null {
  const isRunning = clock !== null && clock.runningSince !== null
  const united = unite([...(clock === null ? [] : stopped(clock, at).pieces), ...pieces])
  const [first] = united
  if (first === undefined) return clock
  const startedAt = clock === null || first.from < clock.startedAt ? first.from : clock.startedAt
  const stands: ResolvingClock = { startedAt, pieces: united, runningSince: null, ended: clock?.ended ?? null }
  return isRunning ? resumed(stands, at) : stands
}

/** Sorted, and what overlaps or touches made one. */
function unite(pieces: readonly Piece[]): Piece[] {
  const united: Piece[] = []
  for (const piece of pieces.toSorted((one, other) => (one.from < other.from ? -1 : 1))) {
    const last = united.at(-1)
    if (last === undefined || last.until < piece.from) united.push(piece)
    else if (last.until < piece.until) united[united.length - 1] = { from: last.from, until: piece.until }
  }
  return united
}
