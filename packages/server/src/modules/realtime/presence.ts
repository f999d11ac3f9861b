/** Leases of this node: which staff have a live socket here, and which conversations are on whose screen. */
import type { ConversationId, CustomerId } from '@yingda/protocol/ids.ts'
import type { Logger } from 'pino'
import type { Bus } from '../../platform/bus.ts'
import type { Runner } from '../../platform/command.ts'
import { Refused } from '../../platform/refused.ts'
import { repeatEvery } from '../../platform/repeat.ts'
import { renewViewing } from '../conversation/api.ts'
import { dropLapsedSockets, leaseSockets, socketsOf } from '../customer/api.ts'
import type { Connection } from './connection.ts'
import type { SayViewing } from './viewings.ts'
import { startStaffPresence } from './staff-presence.ts'

const RENEW_EVERY_MS = 10_000

export type Presence = {
  /** @throws Refused `request.too_many`: this visitor, or this address, has too many sockets open on all nodes together */
  admitVisitor(connection: Connection, customerId: CustomerId): Promise<void>
  joined(connection: Connection): void
  left(connection: Connection): void
  stop(): Promise<void>
}

type Options = {
  runner: Runner
  bus: Bus
  log: Logger
  nodeId: string
  socketsPerVisitor: number
  socketsPerAddress: number
  connections: ReadonlySet<Connection>
  sayViewing: SayViewing
}

export function startPresence({ runner, bus, log, nodeId, socketsPerVisitor, socketsPerAddress, connections, sayViewing }: Options): Presence {
  const warn = (error: unknown): void => log.warn({ err: error }, 'presence could not be written; the lease decides')
  const quietly = (work: Promise<unknown>): Promise<void> => work.then(() => undefined, warn)
  const staff = startStaffPresence({ runner, bus, log, nodeId, connections })

  // Each lease in a statement of its own: nothing is held while another is waited for.
  const renew = (): Promise<void> =>
    runner.query({ kind: 'system' }, async (ctx) => {
      await renewViewing(ctx, viewsOf(connections))
      await leaseSockets(ctx.db, nodeId, visitorSockets(connections))
      await dropLapsedSockets(ctx.db)
    })
  const stopRenewing = repeatEvery(RENEW_EVERY_MS, renew, warn)

  return {
    async admitVisitor(connection, customerId) {
      const limits = [
        { subject: `visitor:${customerId}`, most: socketsPerVisitor },
        { subject: addressSubject(connection), most: socketsPerAddress },
      ]
      const sayHowMany = (): Promise<void> =>
        runner.query({ kind: 'system' }, async (ctx) => {
          const here = visitorSockets(connections)
          await leaseSockets(ctx.db, nodeId, new Map(limits.map(({ subject }) => [subject, here.get(subject) ?? 0])))
        })
      // Counted with this one in, so that two that open at once, here or on two nodes, see each other.
      connection.visitorId = customerId
      await sayHowMany()
      for (const { subject, most } of limits) {
        const everywhere = await runner.query({ kind: 'system' }, (ctx) => socketsOf(ctx.db, subject))
        if (Math.max(everywhere, visitorSockets(connections).get(subject) ?? 0) <= most) continue
        connection.visitorId = null
        await sayHowMany()
        throw new Refused('request.too_many', { retryAfterSeconds: 30 })
      }
    },
    joined: staff.joined,
    left(connection) {
      staff.left(connection)
      const { viewing } = connection
      const party = partyOf(connection)
      if (viewing !== null && party !== null && !isShownElsewhere(connections, connection))
        void quietly(sayViewing({ conversationId: viewing as ConversationId, party, on: false })) // set from a parsed frame
      if (connection.visitorId !== null) {
        const here = visitorSockets([...connections].filter((one) => one !== connection))
        const subjects = [`visitor:${connection.visitorId}`, addressSubject(connection)]
        void quietly(
          runner.query({ kind: 'system' }, (ctx) => leaseSockets(ctx.db, nodeId, new Map(subjects.map((subject) => [subject, here.get(subject) ?? 0])))),
        )
      }
    },
    async stop() {
      await stopRenewing()
      await staff.stop()
    },
  }
}

/** The same party has the same conversation on screen in another window here. */
function isShownElsewhere(connections: ReadonlySet<Connection>, connection: Connection): boolean {
  for (const one of connections) if (one !== connection && one.viewing === connection.viewing && partyOf(one) === partyOf(connection)) return true
  return false
}

const addressSubject = ({ address }: Connection): string => `address:${address}`

function visitorSockets(connections: Iterable<Connection>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const connection of connections) {
    if (connection.visitorId === null) continue
    for (const subject of [`visitor:${connection.visitorId}`, addressSubject(connection)]) counts.set(subject, (counts.get(subject) ?? 0) + 1)
  }
  return counts
}

const partyOf = (connection: Connection): string | null => (connection.party?.kind === 'customer' ? 'customer' : connection.staffId)

function viewsOf(connections: ReadonlySet<Connection>): { conversationId: ConversationId; party: string }[] {
  return [...connections].flatMap((connection) => {
    const party = partyOf(connection)
    return party === null || connection.viewing === null ? [] : [{ conversationId: connection.viewing as ConversationId, party }] // set from a parsed frame
  })
}
