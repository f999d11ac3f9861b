import { isSameOwner, ownerOf, priorityOf, promiseKindOf, type OwedChange } from '@yingda/domain/conversation/owed.ts'
import type { ResolvingChange } from '@yingda/domain/conversation/resolving.ts'
import type { ConversationState } from '@yingda/domain/conversation/state.ts'
import { ALWAYS_OPEN, type BusinessCalendar } from '@yingda/domain/sla/business-time.ts'
import { deadlineOf, type Deadline, type PromiseTarget } from '@yingda/domain/sla/deadline.ts'
import type { TeamId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../platform/command.ts'
import { pressObligations, promiseTargets, settleObligations, type Pressed, type Settlement } from '../obligation/api.ts'
import { calendarsOfTeams } from '../workforce/api.ts'
import { keepClocks } from './keep-clocks.ts'
import { saveConversations, type Preview } from './store.ts'
import type { ConversationRecord } from './tables.ts'

/** A locked conversation, the state it was in, the one its new entries lead to, and what they did to the answer that is owed and to its clock. */
export type Work = {
  row: ConversationRecord
  before: ConversationState
  state: ConversationState
  owed: readonly OwedChange[]
  resolving: readonly ResolvingChange[]
  preview: Preview
}

/**
 * Write states back behind what the command has sent, and open, close or hand on the obligation of each: the database refuses one
 * without the other. The clocks of what is to be resolved go along.
 */
export async function saveWithObligations(ctx: CommandContext, works: readonly Work[]): Promise<void> {
  const unsettled = works.filter(concernsObligation)
  const pressing = works.filter(isMoreOrLessPressing)
  const promised = await readPromises(ctx, [...unsettled.filter(needsDeadline), ...pressing])
  await keepClocks(ctx, works)
  const open = settleObligations(
    ctx,
    unsettled.map((work) => settlementOf(ctx, work, promised)),
  )
  pressObligations(
    ctx,
    pressing.flatMap((work) => pressedOf(ctx, work, promised)),
  )
  saveConversations(
    ctx,
    works.map(({ row, before, state, preview }) => ({
      before,
      state,
      preview,
      obligationId: open.has(row.id) ? (open.get(row.id) ?? null) : row.obligation_id,
    })),
  )
}

const isNewOwner = ({ before, state }: Work): boolean => !isSameOwner(ownerOf(before), ownerOf(state))
const concernsObligation = (work: Work): boolean => work.owed.length > 0 || (work.state.owedSince !== null && (isNewOwner(work) || isNewTime(work)))

/** The same answer is owed as before, and is more pressing now, or less. */
function isMoreOrLessPressing(work: Work): boolean {
  const { before, state, owed } = work
  return priorityOf(before) !== priorityOf(state) && state.owedSince !== null && owed.length === 0 && !needsDeadline(work)
}

/** A time was arranged at which somebody comes back to the customer, another one, or none any more. */
const isNewTime = ({ before, state }: Work): boolean => (before.callBack?.until ?? null) !== (state.callBack?.until ?? null)

/** Opened just now, passed on from the bot to people, whose promise begins then, or put to a time. Between people the promise stands. */
function needsDeadline(work: Work): boolean {
  const { before, state, owed } = work
  if (state.owedSince === null) return false
  const fromBot = ownerOf(before).kind === 'bot' && ownerOf(state).kind !== 'bot'
  return fromBot || isNewTime(work) || owed.some((change) => change.do === 'open')
}

type Promised = { targets: readonly PromiseTarget[]; calendars: ReadonlyMap<TeamId, BusinessCalendar> }

/** Asks nothing when no deadline is to be set. */
async function readPromises(ctx: CommandContext, works: readonly Work[]): Promise<Promised> {
  if (works.length === 0) return { targets: [], calendars: new Map() }
  const ofPeople = works.filter(({ state }) => ownerOf(state).kind !== 'bot')
  const teamIds = [...new Set(ofPeople.flatMap(({ state }) => (state.teamId === null ? [] : [state.teamId])))].sort()
  return {
    targets: await ctx.kept('promises', () => promiseTargets(ctx)),
    calendars: await ctx.kept(`hours of ${teamIds.join(' ')}`, () => calendarsOfTeams(ctx, teamIds)),
  }
}

/** Half of the time that was arranged may go by before somebody is warned. */
function arranged(from: string, until: string): Deadline {
  const [fromMs, untilMs] = [Date.parse(from), Date.parse(until)]
  return { warnAtMs: (fromMs + untilMs) / 2, dueAtMs: untilMs }
}

/** The bot is there at every hour. */
function deadlineFor(ctx: CommandContext, { state }: Work, { targets, calendars }: Promised): Deadline {
  if (state.callBack?.from != null && state.callBack.until != null) return arranged(state.callBack.from, state.callBack.until)
  const ofTeam = state.teamId === null || ownerOf(state).kind === 'bot' ? undefined : calendars.get(state.teamId)
  return deadlineOf(targets, { kind: promiseKindOf(state), priority: priorityOf(state), fromMs: ctx.now.getTime() }, ofTeam ?? ALWAYS_OPEN)
}

const pressedOf = (ctx: CommandContext, work: Work, promised: Promised): Pressed[] =>
  work.row.obligation_id === null ? [] : [{ id: work.row.obligation_id, priority: priorityOf(work.state), deadline: deadlineFor(ctx, work, promised) }]

function settlementOf(ctx: CommandContext, work: Work, promised: Promised): Settlement {
  const { row, state, owed } = work
  const priority = priorityOf(state)
  const kind = promiseKindOf(state)
  const deadline = needsDeadline(work) ? deadlineFor(ctx, work, promised) : null
  return {
    conversationId: row.id,
    customerId: state.customerId,
    channel: row.channel,
    openId: row.obligation_id,
    changes: owed,
    owes: state.owedSince === null ? null : { owner: ownerOf(state), kind, priority, deadline, isNewOwner: isNewOwner(work) },
    priority,
  }
}
