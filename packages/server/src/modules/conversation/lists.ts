/**
 * List streams: which conversations changed in a queue, on a desk, in everything, or among a customer's own. They carry
 * ids only; whoever looks reads the rows again through the ordinary query, where permission and filter are judged.
 */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { RunCommand } from '../../platform/command.ts'
import { record } from '../../platform/record.ts'
import type { Reaction, RecordedEntry } from '../../platform/react.ts'
import type { ConversationRecord } from './tables.ts'

/** `queue:<teamId>`, `desk:<staffId>`, `list:all`, `mine:<customerId>` → the id of its stream. */
export function listStreamId(name: string): string {
  const hex = createHash('sha256').update(`yingda list ${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const ALL = 'list:all'

/** Entries that change what a list shows of a conversation; all of them except looking. */
const CHANGES_A_LIST = [
  'conversation.opened',
  'conversation.linked',
  'transaction.attached',
  'message.posted',
  'note.added',
  'conversation.queued',
  'conversation.returned_to_bot',
  'conversation.call_back_requested',
  'conversation.call_back_cancelled',
  'conversation.called_back',
  'conversation.offered',
  'conversation.offer_ended',
  'conversation.assigned',
  'conversation.transferred',
  'promise.at_risk',
  'promise.missed',
  'message.undelivered',
  'conversation.snoozed',
  'conversation.woken',
  'conversation.awaiting_customer',
  'conversation.resolved',
  'conversation.reopened',
  'conversation.closed',
  'conversation.rated',
  'conversation.restricted',
  'conversation.care_changed',
  'conversation.danger_told',
  'conversation.merged_into',
  'conversation.merged_from',
  'customer.joined',
  'entry.redacted',
]

/** All conversations that are due now make one change a list: coalesced, however many messages came. */
export function listReaction(run: RunCommand): Reaction {
  return {
    group: 'lists',
    on: CHANGES_A_LIST,
    together: true,
    paceMs: 500,
    handle: (entries) =>
      run({ kind: 'system' }, async (ctx) => {
        const ids = [...new Set(entries.map((entry) => entry.streamId))]
        const { rows } = await sql<ConversationRecord>`select * from conversation where id = any(${ids}::uuid[])`.execute(ctx.db)
        const changed = changedLists(rows, entries)
        // In one order everywhere: two nodes may write the same lists at once.
        const lists = [...changed]
          .map(([name, conversationIds]) => ({ id: listStreamId(name), name, conversationIds: [...conversationIds] }))
          .sort((a, b) => (a.id < b.id ? -1 : 1))
        await record(
          ctx,
          lists.map(({ id, name, conversationIds }) => ({
            stream: { id, kind: 'list', customerId: null },
            // Who reaches "all" is judged for each reader, so it also says on which other lists each one stands or stood.
            entries: [
              {
                type: 'list.changed',
                data: name === ALL ? { name, conversationIds, places: placesOf(conversationIds, changed) } : { name, conversationIds },
                forCustomer: false,
              },
            ],
          })),
        )
      }),
  }
}

function changedLists(rows: readonly ConversationRecord[], entries: readonly RecordedEntry[]): Map<string, Set<string>> {
  const lists = new Map<string, Set<string>>()
  const add = (name: string, id: string): void => void lists.set(name, (lists.get(name) ?? new Set()).add(id))
  for (const row of rows) {
    add(ALL, row.id)
    // A customer is not even told that something happened which is not for him.
    if (entries.some((entry) => entry.streamId === row.id && entry.customerSeq !== null)) add(`mine:${row.customer_id}`, row.id)
    if (row.team_id !== null) add(`queue:${row.team_id}`, row.id)
    if (row.assignee_id !== null) add(`desk:${row.assignee_id}`, row.id)
  }
  for (const entry of entries) for (const name of formerLists(entry)) add(name, entry.streamId)
  return lists
}

const placesOf = (ids: readonly string[], lists: ReadonlyMap<string, ReadonlySet<string>>): Record<string, string[]> =>
  Object.fromEntries(
    ids.map((id) => [id, [...lists].filter(([name, on]) => (name.startsWith('queue:') || name.startsWith('desk:')) && on.has(id)).map(([name]) => name)]),
  )

/** Where the conversation stood before, or who is newly concerned. */
function formerLists({ type, data, actor }: RecordedEntry): string[] {
  const fields = data as Record<string, unknown> // written by our own `record`
  const desks = [
    fields['agentId'],
    fields['fromAgentId'],
    fields['toAgentId'],
    actor.kind === 'agent' ? actor.id : null,
    ...(Array.isArray(fields['mentions']) ? fields['mentions'] : []),
  ]
  const teams = type === 'conversation.transferred' ? [fields['fromTeamId']] : []
  return [...desks.filter((id) => typeof id === 'string').map((id) => `desk:${id}`), ...teams.filter((id) => typeof id === 'string').map((id) => `queue:${id}`)]
}
