/**
 * Every socket carries the expiry of its right. Looked at every three seconds, and at once when somebody's rights
 * changed: an ended session closes its sockets, a lost team or permission ends the subscriptions it carried, and the
 * customer no longer sees anybody there who was there by it. What changed of a person himself, in another window of his or by
 * somebody else, is told to all his windows by the same look.
 */
import { ConversationId, type StaffId } from '@yingda/protocol/ids.ts'
import { CLOSE } from '@yingda/protocol/realtime.ts'
import type { Logger } from 'pino'
import type { StaffActor } from '../../platform/actor.ts'
import type { Bus } from '../../platform/bus.ts'
import type { Runner } from '../../platform/command.ts'
import { repeatEvery } from '../../platform/repeat.ts'
import { reachableByEach, setViewing } from '../conversation/api.ts'
import { gone } from '../customer/api.ts'
import type { Connection, Subscription } from './connection.ts'
import type { Subscriptions } from './subscriptions.ts'

/** Those of these sessions that still hold, by their ids, as they stand now. */
export type SessionCheck = (sessionIds: readonly string[]) => Promise<ReadonlyMap<string, { actor: StaffActor; self: string; expiresAt: Date }>>

const LOOK_EVERY_MS = 3000

type Options = { runner: Runner; bus: Bus; log: Logger; connections: ReadonlySet<Connection>; subscriptions: Subscriptions; sessionCheck: SessionCheck }

/** Two queries for all staff sockets of this server, however many there are. `only` = of one person. */
export async function checkStaff({ runner, connections, subscriptions, sessionCheck }: Omit<Options, 'bus' | 'log'>, only: StaffId | null): Promise<void> {
  const staff = [...connections].flatMap((connection) => {
    const { party } = connection
    return party?.kind === 'staff' && (only === null || party.actor.staffId === only) ? [{ connection, sessionId: party.sessionId }] : []
  })
  if (staff.length === 0) return
  const sessions = await sessionCheck([...new Set(staff.map(({ sessionId }) => sessionId))])
  const letIn: { connection: Connection; actor: StaffActor }[] = []
  for (const { connection, sessionId } of staff) {
    const session = sessions.get(sessionId)
    if (session === undefined) connection.end(CLOSE.ended, 'session ended')
    else {
      const isOther = connection.party?.kind === 'staff' && connection.party.self !== session.self
      connection.party = { kind: 'staff', sessionId, ...session }
      if (isOther) connection.send({ t: 'you' })
      letIn.push({ connection, actor: session.actor })
    }
  }
  const asked = letIn.map(({ connection, actor }) => ({ actor, ids: shownTo(connection) }))
  const reached = await runner.query({ kind: 'system' }, (ctx) => reachableByEach(ctx, asked))
  // What has been subscribed to since was judged when it was.
  const looks = letIn.map(({ connection, actor }, index) => ({ connection, actor, looked: asked[index]?.ids ?? [], reached }))
  for (const look of looks) dropLostStreams(subscriptions, look)
  await withdrawLostViews(runner, looks)
}

const shownTo = ({ subscriptions, viewing }: Connection): ConversationId[] => {
  const subscribed = [...subscriptions.values()].flatMap(({ kind, streamId }) => (kind === 'conversation' ? [streamId] : []))
  return [...new Set([...subscribed, ...(viewing === null ? [] : [viewing])])].map((id) => ConversationId.parse(id))
}

type Looked = { connection: Connection; actor: StaffActor; looked: readonly string[]; reached: ReadonlyMap<StaffId, ReadonlySet<string>> }

function dropLostStreams(subscriptions: Subscriptions, { connection, actor, looked, reached }: Looked): void {
  const isLost = ({ kind, stream, streamId }: Subscription): boolean =>
    kind === 'conversation'
      ? looked.includes(streamId) && reached.get(actor.staffId)?.has(streamId) !== true
      : stream.startsWith('queue:') && actor.role !== 'admin' && !actor.teamIds.some((id) => stream === `queue:${id}`)
  for (const subscription of [...connection.subscriptions.values()].filter(isLost)) {
    subscriptions.remove(connection, subscription.stream)
    const code = subscription.kind === 'conversation' ? 'conversation.not_found' : 'permission.denied'
    connection.send({ t: 'unsubscribed', stream: subscription.stream, code })
  }
}

/**
 * Somebody who may no longer look is not there for the customer either. Taken off the windows first, so that presence
 * renews nothing; where the write fails, the lease decides. Each in a transaction of its own, so that none waits holding another.
 */
async function withdrawLostViews(runner: Runner, looks: readonly Looked[]): Promise<void> {
  const lost = new Map<string, { conversationId: ConversationId; party: StaffId }>()
  for (const { connection, actor, looked, reached } of looks) {
    const { viewing } = connection
    if (viewing === null || !looked.includes(viewing) || reached.get(actor.staffId)?.has(viewing) === true) continue
    connection.viewing = null
    lost.set(`${viewing}/${actor.staffId}`, { conversationId: ConversationId.parse(viewing), party: actor.staffId })
  }
  for (const one of lost.values()) await runner.run({ kind: 'system' }, (ctx) => setViewing(ctx, { ...one, on: false }))
}

export function startRights(options: Options): { stop(): Promise<void> } {
  const { runner, bus, log, connections } = options
  const checkCustomers = async (): Promise<void> => {
    const nowMs = Date.now()
    const customers = [...connections].filter((one) => one.party?.kind === 'customer')
    const visitors = customers.flatMap((one) => (one.party?.kind === 'customer' && !one.party.actor.signedIn ? [one.party.actor.customerId] : []))
    const lost: ReadonlySet<string> = await runner.query({ kind: 'system' }, (ctx) => gone(ctx, visitors))
    for (const connection of customers) {
      if (connection.party !== null && connection.party.expiresAt.getTime() <= nowMs) connection.end(CLOSE.expired, 'token expired')
      else if (connection.customerId !== null && lost.has(connection.customerId)) connection.end(CLOSE.ended, 'no longer allowed')
    }
  }

  const warn = (error: unknown): void => log.warn({ err: error }, 'rights could not be checked; trying again')
  let running: Promise<void> = Promise.resolve()
  const check = (work: () => Promise<void>): Promise<void> => (running = running.then(work).catch(warn))
  const stopLooking = repeatEvery(
    LOOK_EVERY_MS,
    async () => {
      await check(() => checkStaff(options, null))
      await check(checkCustomers)
    },
    warn,
  )
  const unsubscribe = bus.subscribe((hint) => hint.kind === 'rights' && void check(() => checkStaff(options, hint.staffId as StaffId))) // published by our own commands

  return {
    async stop() {
      unsubscribe()
      await stopLooking()
      await running
    },
  }
}
