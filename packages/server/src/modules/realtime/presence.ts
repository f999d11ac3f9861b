/** Leases of this node: which staff have a live socket here, and which conversations are on whose screen. */
import type { ConversationId, CustomerId } from '@yingda/protocol/ids.ts'
import type { Logger } from 'pino'
import type { Bus } from '../../platform/bus.ts'
import type { Runner } from '../../platform/command.ts'
import { repeatEvery } from '../../platform/repeat.ts'
import { renewViewing } from '../conversation/api.ts'
import { dropLapsedSockets } from '../customer/api.ts'
import type { Connection } from './connection.ts'
import type { SayViewing } from './viewings.ts'
import { startStaffPresence } from './staff-presence.ts'
import { visitorRoom } from './visitor-room.ts'

const RENEW_EVERY_MS = 10_000

export type Presence = {
  /** @throws Refused `request.too_many`: this visitor, or this address, has too many sockets open on all nodes together */
  admitVisitor(connection: Connection, customerId: CustomerId): Promise<void>
  joined(connection: Connection): void
  /** To be called when it is no longer among the connections. */
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

export function startPresence(options: Options): Presence {
  const { runner, bus, log, nodeId, connections, sayViewing } = options
  const warn = (error: unknown): void => log.warn({ err: error }, 'presence could not be written; the lease decides')
  const quietly = (work: Promise<unknown>): Promise<void> => work.then(() => undefined, warn)
  const staff = startStaffPresence({ runner, bus, log, nodeId, connections })
  const visitors = visitorRoom(options)
  let leaving: Connection[] = []

  // Each lease in a statement of its own: nothing is held while another is waited for.
  const renew = (): Promise<void> =>
    runner.query({ kind: 'system' }, async (ctx) => {
      await renewViewing(ctx, viewsOf(connections))
      await visitors.renew(ctx)
      await dropLapsedSockets(ctx.db)
    })
  const stopRenewing = repeatEvery(RENEW_EVERY_MS, renew, warn)

  /** Who leaves in one turn of the loop is looked at together: who is still here is gone through once for all of them. */
  const sayWhoLeft = (): void => {
    const gone = leaving
    leaving = []
    void quietly(visitors.left(gone))
    const shown = new Set([...connections].map(screenOf))
    for (const connection of gone) {
      const screen = screenOf(connection)
      const view = viewOf(connection)
      if (screen !== null && view !== null && !shown.has(screen)) void quietly(sayViewing({ ...view, on: false }))
    }
  }

  return {
    admitVisitor: visitors.admit,
    joined: staff.joined,
    left(connection) {
      staff.left(connection)
      if (leaving.push(connection) === 1) setImmediate(sayWhoLeft)
    },
    async stop() {
      await stopRenewing()
      await staff.stop()
    },
  }
}

type View = { conversationId: ConversationId; party: string }

function viewOf({ viewing, party, staffId }: Connection): View | null {
  const name = party?.kind === 'customer' ? 'customer' : staffId
  return name === null || viewing === null ? null : { conversationId: viewing as ConversationId, party: name } // set from a parsed frame
}

/** The same party may have the same conversation on screen in several windows. */
function screenOf(connection: Connection): string | null {
  const view = viewOf(connection)
  return view === null ? null : `${view.conversationId}/${view.party}`
}

const viewsOf = (connections: ReadonlySet<Connection>): View[] => [...connections].flatMap((connection) => viewOf(connection) ?? [])
