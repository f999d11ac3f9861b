/**
 * Every socket carries the expiry of its right. Looked at every three seconds, and at once when somebody's rights
 * changed: an ended session closes its sockets, a lost team or permission ends the subscriptions it carried.
 */
import { ConversationId, type StaffId } from '@yingda/protocol/ids.ts'
import { CLOSE } from '@yingda/protocol/realtime.ts'
import type { Logger } from 'pino'
import type { StaffActor } from '../../platform/actor.ts'
import type { Bus } from '../../platform/bus.ts'
import type { Runner } from '../../platform/command.ts'
import { repeatEvery } from '../../platform/repeat.ts'
import { reachable } from '../conversation/api.ts'
import { gone } from '../customer/api.ts'
import type { Connection } from './connection.ts'
import type { Subscriptions } from './subscriptions.ts'

/** The session as it stands now, or null when it has ended. */
export type SessionCheck = (sessionId: string) => Promise<{ actor: StaffActor; expiresAt: Date } | null>

const LOOK_EVERY_MS = 3000

type Options = { runner: Runner; bus: Bus; log: Logger; connections: ReadonlySet<Connection>; subscriptions: Subscriptions; sessionCheck: SessionCheck }

export function startRights({ runner, bus, log, connections, subscriptions, sessionCheck }: Options): { stop(): Promise<void> } {
  const checkStaff = async (only: StaffId | null): Promise<void> => {
    const staff = [...connections].filter((one) => one.staffId !== null && (only === null || one.staffId === only))
    const sessions = new Map<string, Awaited<ReturnType<SessionCheck>>>()
    for (const connection of staff) {
      if (connection.party?.kind !== 'staff') continue
      const { sessionId } = connection.party
      if (!sessions.has(sessionId)) sessions.set(sessionId, await sessionCheck(sessionId))
      const session = sessions.get(sessionId) ?? null
      if (session === null) connection.end(CLOSE.ended, 'session ended')
      else {
        connection.party = { kind: 'staff', sessionId, ...session }
        await dropLostStreams(connection, session.actor)
      }
    }
  }

  const dropLostStreams = async (connection: Connection, actor: StaffActor): Promise<void> => {
    const looking = [...connection.subscriptions.values()]
    const conversations = looking.filter((one) => one.kind === 'conversation')
    const reached: ReadonlySet<string> = await runner.query(actor, (ctx) =>
      reachable(
        ctx,
        conversations.map((one) => ConversationId.parse(one.streamId)),
      ),
    )
    const lostQueue = (stream: string): boolean =>
      stream.startsWith('queue:') && actor.role !== 'admin' && !actor.teamIds.some((id) => stream === `queue:${id}`)
    for (const { kind, stream, streamId } of looking) {
      const lost = kind === 'conversation' ? !reached.has(streamId) : lostQueue(stream)
      if (!lost) continue
      subscriptions.remove(connection, stream)
      connection.send({ t: 'unsubscribed', stream, code: kind === 'conversation' ? 'conversation.not_found' : 'permission.denied' })
    }
  }

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
      await check(() => checkStaff(null))
      await check(checkCustomers)
    },
    warn,
  )
  const unsubscribe = bus.subscribe((hint) => hint.kind === 'rights' && void check(() => checkStaff(hint.staffId as StaffId))) // published by our own commands

  return {
    async stop() {
      unsubscribe()
      await stopLooking()
      await running
    },
  }
}
