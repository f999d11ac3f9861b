/**
 * One look at reality: what is late is said, what nobody works on is given to somebody, what is stuck raises an alarm.
 * Independent of the router and of every reaction: it trusts the tables alone.
 */
import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { CommandContext, QueryContext, Runner } from '../../platform/command.ts'
import { Refused } from '../../platform/refused.ts'
import {
  handOverFromSilentBot,
  leaveDissolved,
  life,
  releaseFromGone,
  releaseFromSilent,
  tellPromise,
  tellResolution,
  waitingInDissolved,
} from '../conversation/api.ts'
import { countUndelivered } from '../channels/api.ts'
import { markAway } from '../identity/api.ts'
import {
  obligationsAtRisk,
  obligationsMissed,
  obligationsOfSilentAgents,
  obligationsOfSilentBot,
  obligationsOwnedBy,
  resolutionsAtRisk,
  resolutionsMissed,
  type ObligationRecord,
} from '../obligation/api.ts'
import { endOffers } from '../routing/api.ts'
import { goneStaff } from '../workforce/api.ts'
import { setAlarms, type Raised } from './alarms.ts'
import { moveCallBacks } from './move-call-backs.ts'
import { clearLapsedOverload } from './tell-overload.ts'

const SYSTEM = { kind: 'system' } as const
/** What one look takes in hand of each kind; the next look, seconds later, takes more. */
const MOST = 200
/** A stream that has been due for so long is not being worked on. */
const STUCK_AFTER_SECONDS = 60

export async function lookOnce({ run, query }: Runner, log: Logger): Promise<void> {
  const find = <Found>(what: (ctx: QueryContext, most: number) => Promise<Found[]>): Promise<Found[]> => query(SYSTEM, (ctx) => what(ctx, MOST))
  /** Each in a transaction of its own: one that cannot be put right is in nobody's way. */
  const each = async <Late extends { conversation_id: ConversationId }>(
    all: readonly Late[],
    repair: (ctx: CommandContext, late: Late) => Promise<unknown>,
  ) => {
    for (const late of all) {
      await run(SYSTEM, (ctx) => repair(ctx, late)).catch((error: unknown) =>
        log.error({ err: error, conversationId: late.conversation_id }, 'what is late could not be looked after; trying again'),
      )
    }
  }

  await moveCallBacks({ run, query }, log)
  await each(await find(obligationsAtRisk), (ctx, late) => tellPromise(ctx, late, 'warned'))
  await each(await find(obligationsMissed), (ctx, late) => tellPromise(ctx, late, 'overdue'))
  await each(await find(resolutionsAtRisk), (ctx, late) => tellResolution(ctx, late, 'warned'))
  await each(await find(resolutionsMissed), (ctx, late) => tellResolution(ctx, late, 'overdue'))
  await each(await find(obligationsOfGoneAgents), releaseFromGone)
  await each(await find(obligationsOfSilentAgents), release)
  await run(SYSTEM, endOffers).catch((error: unknown) => log.error({ err: error }, 'offers whose time is over could not be ended; trying again'))
  for (const conversationId of await query(SYSTEM, (ctx) => life.overslept(ctx, MOST)))
    await run(SYSTEM, (ctx) => life.wakeConversation(ctx, { conversationId, why: 'time' })).catch((error: unknown) =>
      log.error({ err: error, conversationId }, 'what was put off could not be brought back; trying again'),
    )
  const silent = await find(obligationsOfSilentBot)
  const homeless = await query(SYSTEM, (ctx) => waitingInDissolved(ctx, MOST))
  const stranded = await passOnEach({ run }, log, [
    ...silent.map((late): PassingOn => ({ id: late.conversation_id, passOn: (ctx) => handOverFromSilentBot(ctx, late) })),
    ...homeless.map((id): PassingOn => ({ id, passOn: (ctx) => leaveDissolved(ctx, id) })),
  ])
  await run(SYSTEM, async (ctx) => {
    await setAlarms(ctx, 'nobody_to_hand_over_to', stranded)
    await setAlarms(ctx, 'reaction_stuck', await stuckReactions(ctx))
    await setAlarms(ctx, 'answers_undelivered', await answersUndelivered(ctx))
    await clearLapsedOverload(ctx)
  })
}

/**
 * Whoever has left owes nobody an answer for longer than until the next look: what he owed when he left, and what
 * became owed since by a customer's writing to him.
 */
async function obligationsOfGoneAgents(ctx: QueryContext, most: number): Promise<ObligationRecord[]> {
  const gone = await goneStaff(ctx.db, null)
  return gone.size === 0 ? [] : obligationsOwnedBy(ctx, [...gone], most)
}

/** Who stays silent loses the conversation, and gets no other until he says that he is back. */
async function release(ctx: CommandContext, obligation: ObligationRecord): Promise<void> {
  const silent = await releaseFromSilent(ctx, obligation)
  if (silent !== null) await markAway(ctx, silent, 'silent')
}

type PassingOn = { id: ConversationId; passOn: (ctx: CommandContext) => Promise<void> }

/** A person answers what the bot does not, and who waits in the line of a team that is dissolved waits in another. @returns those for whom there is no team at all */
async function passOnEach({ run }: Pick<Runner, 'run'>, log: Logger, all: readonly PassingOn[]): Promise<Omit<Raised, 'kind'>[]> {
  const stranded: Omit<Raised, 'kind'>[] = []
  for (const { id, passOn } of all) {
    try {
      await run(SYSTEM, passOn)
    } catch (error) {
      if (error instanceof Refused && error.code === 'team.not_found') stranded.push({ subject: id, data: {} })
      else log.error({ err: error, conversationId: id }, 'a conversation could not be passed on to a team that is there; trying again')
    }
  }
  return stranded
}

async function answersUndelivered(ctx: CommandContext): Promise<Omit<Raised, 'kind'>[]> {
  const { count, since } = await countUndelivered(ctx)
  return count === 0 ? [] : [{ subject: 'all', data: { count, since } }]
}

/** Not what failed: an error's words may quote what a customer wrote, and the server's log has them. */
async function stuckReactions(ctx: CommandContext): Promise<Omit<Raised, 'kind'>[]> {
  const { rows } = await sql<{ group: string; streams: number; since: Date }>`
    select reaction_group as group, count(*) as streams, min(due_at) as since from reaction_due
    where due and due_at < now() - make_interval(secs => ${STUCK_AFTER_SECONDS}) group by reaction_group`.execute(ctx.db)
  return rows.map(({ group, ...data }) => ({ subject: group, data }))
}
