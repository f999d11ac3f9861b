/**
 * What becomes of each message of a batch, decided in memory from what was read under the locks: it goes in, with what
 * has to be said before it; or it is refused, was sent before, or belongs elsewhere. Nothing is written here.
 */
import { decideAgentMessage, decideCustomerMessage, type NewHome } from '@yingda/domain/conversation/decide.ts'
import type { OwedChange } from '@yingda/domain/conversation/owed.ts'
import type { ResolvingChange } from '@yingda/domain/conversation/resolving.ts'
import { showsNothing } from '@yingda/domain/conversation/shows-nothing.ts'
import { isCallOwed, type ConversationState } from '@yingda/domain/conversation/state.ts'
import type { ConversationEntry } from '@yingda/protocol/entries/conversation.ts'
import type { AttachmentId, ClientId, ConversationId } from '@yingda/protocol/ids.ts'
import { MAX_TEXT_CHARS } from '@yingda/protocol/realtime.ts'
import type { Actor } from '../../../platform/actor.ts'
import type { BatchAnswer, BatchItem } from '../../../platform/batched.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import { entriesOf, evolveAll, type Draft } from '../apply-entries.ts'
import { stateOf } from '../record-state.ts'
import type { LockedConversation, Preview } from '../store.ts'
import type { newHomes } from '../team-of.ts'
import { keptOf, wordsOf, type LastWords } from '../words-of.ts'
import { mayReach, type Reach } from './batch-reach.ts'
import { isSameContent, sendKey, senderOf, type Earlier } from './earlier-sends.ts'

export type PostMessage = {
  conversationId: ConversationId
  clientId: ClientId
  text: string
  attachmentIds: readonly AttachmentId[]
  followUp: 'nothing' | 'await_customer'
}

/** Where the message now stands; or that it belongs elsewhere (the conversation ended long ago, or was merged). */
export type Posted = { at: 'here'; seq: number; customerSeq: number; time: string } | { at: 'target'; targetId: ConversationId } | { at: 'new' }

export type Item = BatchItem<PostMessage>
export type Answers = (BatchAnswer<Posted> | undefined)[]

/** One conversation while the batch works on it. */
export type Work = {
  row: LockedConversation
  home: NewHome
  /** What was written last before this batch. */
  last: LastWords
  before: ConversationState
  state: ConversationState
  owed: OwedChange[]
  resolving: ResolvingChange[]
  drafts: Draft[]
  preview: Preview
  /** Position in `drafts` of each accepted message, by item index: numbers are known only after recording. */
  placed: { index: number; draft: number; attachmentIds: readonly AttachmentId[] }[]
}

/** What was read under the locks, for all items. */
export type Found = {
  rows: readonly LockedConversation[]
  held: ReadonlySet<string>
  homes: Awaited<ReturnType<typeof newHomes>>
  whole: ReadonlyMap<string, string>
  reach: Reach
  files: Files
}
type Decided = { works: Work[]; answers: Answers }

/** It goes in, or nothing is said of it yet. */
export const isTaken = (answer: Answers[number]): boolean => answer === undefined || answer === 'held'

/** @param earlier what was sent before; added to */
export function decideMessages(ctx: CommandContext, items: readonly Item[], { rows, held, homes, whole, reach, files }: Found, earlier: Earlier): Decided {
  const works = new Map<string, Work>(
    rows.map((row) => {
      const last: LastWords = { text: whole.get(row.id) ?? row.last_text, from: row.last_from }
      const before = stateOf(row)
      return [row.id, { row, home: homes.get(row.id), last, before, state: before, owed: [], resolving: [], drafts: [], preview: {}, placed: [] }]
    }),
  )
  const taken = new Set<string>()
  const answers = items.map((item, index): Answers[number] => {
    const work = works.get(item.input.conversationId)
    if (held.has(item.input.conversationId)) return 'held'
    if (work === undefined || !mayReach(item.actor, work.row, reach)) return { error: new Refused('conversation.not_found') }
    return decideItem(ctx, work, item, index, earlier, files, taken)
  })
  return { works: [...works.values()], answers }
}

type Files = ReadonlyMap<string, { sha256: string; free: boolean }>

function decideItem(
  ctx: CommandContext,
  work: Work,
  { actor, input }: Item,
  index: number,
  earlier: Earlier,
  files: Files,
  taken: Set<string>,
): BatchAnswer<Posted> | undefined {
  const hashes = input.attachmentIds.map((id) => files.get(`${id}/${senderKey(actor)}`)?.sha256)
  const key = sendKey({ actor, input })
  const before = earlier.get(key)
  if (before !== undefined) return repeatOf(before, { actor, input }, hashes)
  if (input.text.length > MAX_TEXT_CHARS) return { error: new Refused('message.too_long', { max: MAX_TEXT_CHARS }) }
  if (showsNothing(input.text) && input.attachmentIds.length === 0) return { error: new Refused('message.empty') }
  // A file goes with one message only: posted before, or with another message of this batch, it is not to be had.
  const missing = input.attachmentIds.find((id) => files.get(`${id}/${senderKey(actor)}`)?.free !== true || taken.has(id))
  if (missing !== undefined) return { error: new Refused('attachment.not_found', { attachmentId: missing }) }
  try {
    const lead = leadOf(work, actor, ctx.now.getTime())
    if ('elsewhere' in lead) return { ok: lead.elsewhere }
    for (const id of input.attachmentIds) taken.add(id)
    place(
      ctx,
      work,
      { actor, input },
      index,
      lead.entries,
      hashes.filter((hash) => hash !== undefined),
    )
    // A second send of the same id within this batch is answered like a repeat, once numbers are known.
    earlier.set(key, { seq: -index - 1, customerSeq: 0, time: '', hash: null, salt: null })
    return undefined
  } catch (error) {
    return { error }
  }
}

export const senderKey = (actor: Actor): string => (actor.kind === 'customer' ? actor.customerId : actor.kind === 'staff' ? actor.staffId : actor.kind)

/** Same id and same content: the same answer. Same id, other content: refused. */
function repeatOf(before: NonNullable<ReturnType<Earlier['get']>>, { actor, input }: Item, hashes: readonly (string | undefined)[]): BatchAnswer<Posted> {
  if (before.seq < 0) return 'held' // doubled within this batch: the next one finds the first
  const fileHashes = hashes.map((hash) => hash ?? '')
  if (!isSameContent(before, keptOf(actor, input.text), fileHashes)) return { error: new Refused('message.id_reused') }
  return { ok: { at: 'here', seq: before.seq, customerSeq: before.customerSeq, time: before.time } }
}

function leadOf({ state, home }: Work, actor: Actor, nowMs: number): { entries: ConversationEntry[] } | { elsewhere: Posted } {
  if (actor.kind === 'staff') {
    const agent = { id: actor.staffId, name: actor.name, teamIds: actor.teamIds }
    return { entries: entriesOf(decideAgentMessage(state, agent, home)) }
  }
  const fate = decideCustomerMessage(state, nowMs, home)
  if (fate.to === 'here') return { entries: fate.before }
  return { elsewhere: fate.to === 'target' ? { at: 'target', targetId: fate.targetId } : { at: 'new' } }
}

function place(
  ctx: CommandContext,
  work: Work,
  { actor, input }: Item,
  index: number,
  lead: readonly ConversationEntry[],
  fileHashes: readonly string[],
): void {
  const { text, hidden } = wordsOf(actor, input.text, lastWordsOf(work))
  const byMail = actor.kind === 'staff' && work.state.repliesByMail ? { byMail: true as const } : {}
  const data = { clientId: input.clientId, attachmentIds: [...input.attachmentIds], ...(hidden.length === 0 ? {} : { hidden }), ...byMail, answer: null }
  const message: ConversationEntry = { type: 'message.posted', data }
  const drafts: Draft[] = [
    ...lead.map((entry) => ({ entry, actor })),
    { entry: message, actor, text, fileHashes, sent: { sender: senderOf(actor), clientId: input.clientId } },
  ]
  work.placed.push({ index, draft: work.drafts.length + drafts.length - 1, attachmentIds: input.attachmentIds })
  if (actor.kind === 'staff' && input.followUp === 'await_customer' && !isCallOwed(work.state))
    drafts.push({ entry: { type: 'conversation.awaiting_customer', data: {} }, actor })
  const { state, owed, resolving } = evolveAll(ctx, work.state, drafts)
  work.state = state
  work.owed.push(...owed)
  work.resolving.push(...resolving)
  work.drafts.push(...drafts)
}

/** The newest words of the conversation, those of this batch included. */
function lastWordsOf({ last, drafts }: Work): LastWords {
  const draft = drafts.findLast(({ text }) => text !== undefined && text.trim() !== '')
  if (draft === undefined) return last
  return { text: draft.text ?? null, from: draft.actor?.kind === 'staff' ? 'agent' : 'customer' }
}
