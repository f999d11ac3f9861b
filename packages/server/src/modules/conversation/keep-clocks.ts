import { priorityOf } from '@yingda/domain/conversation/owed.ts'
import { changeClock, isResolving, type ResolvingChange, type ResolvingClock } from '@yingda/domain/conversation/resolving.ts'
import type { ConversationState } from '@yingda/domain/conversation/state.ts'
import { ALWAYS_OPEN, type BusinessCalendar } from '@yingda/domain/sla/business-time.ts'
import type { PromiseTarget } from '@yingda/domain/sla/deadline.ts'
import { resolutionDeadline, type ResolutionTarget } from '@yingda/domain/sla/resolution.ts'
import type { TeamId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../platform/command.ts'
import { clockOf, promiseTargets, resolutionsOf, saveResolutions, type Resolving } from '../obligation/api.ts'
import { calendarsOfTeams } from '../workforce/api.ts'
import type { ConversationRecord } from './tables.ts'

type Resolved = { before: ConversationState; state: ConversationState; resolving: readonly ResolvingChange[] }

/** Run, stop and end the clocks of what is to be resolved. Asks nothing where none of that happens, as with most messages. */
export async function keepClocks(ctx: CommandContext, works: readonly Resolved[]): Promise<void> {
  const touched = works.filter((work) => work.resolving.length > 0 || (isResolving(work.state) && (isOtherLine(work) || isOtherPriority(work))))
  if (touched.length === 0) return
  const teamIds = [...new Set(touched.flatMap(({ state }) => lineOf(state) ?? []))].sort()
  const targets = await ctx.kept('promises', () => promiseTargets(ctx))
  const calendars = await ctx.kept(`hours of ${teamIds.join(' ')}`, () => calendarsOfTeams(ctx, teamIds))
  const held = await resolutionsOf(
    ctx,
    touched.map(({ state }) => state.id),
  )
  saveResolutions(
    ctx,
    touched.flatMap((work): Resolving[] => {
      const row = held.get(work.state.id)
      const before = row === undefined ? null : clockOf(row)
      const clock = work.resolving.reduce(changeClock, before)
      if (clock === null) return []
      const isNew = before === null || before.ended?.how === 'returned_to_bot'
      const until = isNew || row?.minutes == null || row.warn_percent === null ? null : { minutes: row.minutes, warnPercent: row.warn_percent }
      // What came before there was such a promise, and what nothing was promised for, stays so unless it presses more now.
      const promised = isNew || isOtherPriority(work) || isJoined(work) ? sooner(until, targetFor(work.state, targets)) : until
      return [{ conversationId: work.state.id, clock, promised, isNew, ...timesOf(promised, clock, calendarFor(work.state, calendars)) }]
    }),
  )
}

/** It is not people's turn, and has not been since its last change, whatever its clock says. The conversation is locked. */
export async function stopClock(ctx: CommandContext, row: ConversationRecord): Promise<void> {
  const held = (await resolutionsOf(ctx, [row.id])).get(row.id)
  if (held === undefined || held.running_since === null) return
  const since = row.resolved_at ?? row.closed_at ?? row.changed_at
  const at = since.toISOString()
  const isOver = row.status === 'resolved' || row.status === 'closed'
  const clock = changeClock(clockOf(held), isOver ? { do: 'end', at, how: row.status === 'resolved' ? 'resolved' : 'closed' } : { do: 'pause', at })
  if (clock === null) return
  const { minutes, warn_percent: warnPercent, warn_at: warnAt, due_at: dueAt } = held
  const promised = minutes === null || warnPercent === null ? null : { minutes, warnPercent }
  const past = (time: Date | null): number | null => (time !== null && time <= since ? time.getTime() : null)
  saveResolutions(ctx, [{ conversationId: row.id, clock, promised, warnAtMs: past(warnAt), dueAtMs: past(dueAt), isNew: false }])
}

/** Whose hours count: those of the line it came from, whoever helps. */
const lineOf = ({ homeTeamId, teamId }: ConversationState): TeamId | null => homeTeamId ?? teamId
const isOtherLine = ({ before, state }: Resolved): boolean => lineOf(before) !== lineOf(state)
const isOtherPriority = ({ before, state }: Resolved): boolean => priorityOf(before) !== priorityOf(state)
const isJoined = ({ resolving }: Resolved): boolean => resolving.some((change) => change.do === 'join')

function calendarFor(state: ConversationState, calendars: ReadonlyMap<TeamId, BusinessCalendar>): BusinessCalendar {
  const teamId = lineOf(state)
  return (teamId === null ? undefined : calendars.get(teamId)) ?? ALWAYS_OPEN
}

function targetFor(state: ConversationState, targets: readonly PromiseTarget[]): ResolutionTarget | null {
  const target = targets.find(({ kind, priority }) => kind === 'resolution' && priority === priorityOf(state))
  return target === undefined || target.minutes === null ? null : { minutes: target.minutes, warnPercent: target.warnPercent }
}

/** What was promised is not taken back. */
function sooner(one: ResolutionTarget | null, other: ResolutionTarget | null): ResolutionTarget | null {
  if (one === null || other === null) return one ?? other
  return other.minutes < one.minutes ? other : one
}

const NO_TIMES = { warnAtMs: null, dueAtMs: null }
const timesOf = (promised: ResolutionTarget | null, clock: ResolvingClock, calendar: BusinessCalendar) =>
  promised === null ? NO_TIMES : resolutionDeadline(promised, clock, calendar)
