import { PRIORITIES, priorityOf } from '@yingda/domain/conversation/owed.ts'
import { isResolving, type Joined, type ResolvingChange } from '@yingda/domain/conversation/resolving.ts'
import { isOpen, type ConversationState } from '@yingda/domain/conversation/state.ts'
import { ALWAYS_OPEN, type BusinessCalendar } from '@yingda/domain/sla/business-time.ts'
import type { PromiseTarget } from '@yingda/domain/sla/deadline.ts'
import { changeClock, joinedFrom, passOn, press, type ResolutionClock, type ResolutionTarget, type ResolutionTerms } from '@yingda/domain/sla/resolution.ts'
import type { ConversationId, TeamId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../platform/command.ts'
import { promiseTargets, resolutionsOf, saveResolutions, type Resolving } from '../obligation/api.ts'
import { calendarsOfTeams } from '../workforce/api.ts'
import { stateOf } from './record-state.ts'
import { lockConversation } from './store.ts'
import type { ConversationRecord } from './tables.ts'

type Turned = { before: ConversationState; state: ConversationState; resolving: readonly ResolvingChange[] }
type Calendars = ReadonlyMap<TeamId, BusinessCalendar>

/** Run, stop and end the clocks of what is to be resolved. Asks nothing where none of that happens, as with most messages. */
export async function keepClocks(ctx: CommandContext, works: readonly Turned[]): Promise<void> {
  const touched = works.filter((work) => work.resolving.length > 0 || isRaised(work) || (isResolving(work.state) && isPassedOn(work)))
  if (touched.length === 0) return
  const targets = await ctx.kept('promises', () => promiseTargets(ctx))
  const calendars = await hoursOf(
    ctx,
    touched.flatMap(({ before, state }) => [lineOf(before), lineOf(state)]),
  )
  const held = await resolutionsOf(
    ctx,
    touched.map(({ state }) => state.id),
  )
  saveResolutions(
    ctx,
    touched.flatMap((work) => clockAfter(work, held.get(work.state.id) ?? null, ctx.now.getTime(), termsOf(work, calendars, targets))),
  )
}

function clockAfter(work: Turned, held: ResolutionClock | null, nowMs: number, terms: ResolutionTerms): Resolving[] {
  const isPassed = isPassedOn(work) && isResolving(work.before) && isResolving(work.state)
  const then = { ...terms, was: terms.is }
  let clock = held !== null && isPassed ? passOn(held, nowMs, terms) : held
  for (const change of work.resolving) clock = changeClock(clock, change, nowMs, isPassed ? then : terms)
  if (clock === null) return []
  if (isRaised(work) && clock.startedAtMs === held?.startedAtMs) clock = press(clock, nowMs, then)
  const isOtherTime = (isPassed || isRaised(work) || work.resolving.some((change) => change.do === 'join')) && clock.dueAtMs !== held?.dueAtMs
  return [{ conversationId: work.state.id, clock, isOtherTime }]
}

/** It is not people's turn, or is, whatever its clock says, since its last change: a server of an earlier version has made it so. */
export async function mendClock(ctx: CommandContext, id: ConversationId): Promise<void> {
  const row = await lockConversation(ctx, id)
  const state = stateOf(row)
  const sinceMs = (row.resolved_at ?? row.closed_at ?? row.changed_at).getTime()
  const calendars = await hoursOf(ctx, [lineOf(state)])
  const terms = termsOf({ before: state, state }, calendars, await promiseTargets(ctx))
  const held = (await resolutionsOf(ctx, [id])).get(id) ?? (isOpen(state) ? changeClock(null, { do: 'run' }, sinceMs, terms) : null)
  const clock = changeClock(held, changeTo(row, state), sinceMs, terms)
  if (clock !== null) saveResolutions(ctx, [{ conversationId: id, clock, isOtherTime: false }])
}

function changeTo({ status }: ConversationRecord, state: ConversationState): ResolvingChange {
  if (isResolving(state)) return { do: 'run' }
  if (status === 'resolved') return { do: 'end', how: 'resolved' }
  if (status === 'closed') return { do: 'end', how: 'closed' }
  return status === 'bot' ? { do: 'end', how: 'returned_to_bot' } : { do: 'pause' }
}

/** What goes along when this conversation is merged into another; null where people do not have it. */
export async function joinedOf(ctx: CommandContext, row: ConversationRecord): Promise<Joined | null> {
  const clock = (await resolutionsOf(ctx, [row.id])).get(row.id)
  if (clock === undefined || clock.ended !== null) return null
  const state = stateOf(row)
  return joinedFrom(clock, ctx.now.getTime(), calendarFor(state, await hoursOf(ctx, [lineOf(state)])))
}

function hoursOf(ctx: CommandContext, lines: readonly (TeamId | null)[]): Promise<Calendars> {
  const teamIds = [...new Set(lines.filter((id) => id !== null))].sort()
  return ctx.kept(`hours of ${teamIds.join(' ')}`, () => calendarsOfTeams(ctx, teamIds))
}

/** Whose hours count: those of the line it came from, whoever helps. */
const lineOf = ({ homeTeamId, teamId }: ConversationState): TeamId | null => homeTeamId ?? teamId
const isPassedOn = ({ before, state }: Turned): boolean => lineOf(before) !== lineOf(state)
const rankOf = (state: ConversationState): number => PRIORITIES.indexOf(priorityOf(state))
const isRaised = ({ before, state }: Turned): boolean => rankOf(state) < rankOf(before)

function calendarFor(state: ConversationState, calendars: Calendars): BusinessCalendar {
  const teamId = lineOf(state)
  return (teamId === null ? undefined : calendars.get(teamId)) ?? ALWAYS_OPEN
}

const termsOf = ({ before, state }: Pick<Turned, 'before' | 'state'>, calendars: Calendars, targets: readonly PromiseTarget[]): ResolutionTerms => {
  return { was: calendarFor(before, calendars), is: calendarFor(state, calendars), target: targetFor(state, targets) }
}

function targetFor(state: ConversationState, targets: readonly PromiseTarget[]): ResolutionTarget | null {
  const target = targets.find(({ kind, priority }) => kind === 'resolution' && priority === priorityOf(state))
  return target === undefined || target.minutes === null ? null : { minutes: target.minutes, warnPercent: target.warnPercent }
}
