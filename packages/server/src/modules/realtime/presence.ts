/** Leases of this node: which staff have a live socket here, and which conversations are on whose screen. */
import type { ConversationId, StaffId } from '@yingda/protocol/ids.ts'
import type { Logger } from 'pino'
import type { Bus } from '../../platform/bus.ts'
import type { Runner } from '../../platform/command.ts'
import { renewViewing, setViewing } from '../conversation/api.ts'
import { dropConnections, renewConnections } from '../workforce/api.ts'
import type { Connection } from './connection.ts'

const RENEW_EVERY_MS = 10_000

export type Presence = { joined(connection: Connection): void; left(connection: Connection): void; stop(): Promise<void> }

type Options = { runner: Runner; bus: Bus; log: Logger; nodeId: string; connections: ReadonlySet<Connection> }

export function startPresence({ runner, bus, log, nodeId, connections }: Options): Presence {
  const quietly = (work: Promise<unknown>): Promise<void> =>
    work.then(() => undefined, (error: unknown) => log.warn({ err: error }, 'presence could not be written; the lease decides'))
  const staffHere = (): StaffId[] => [...new Set([...connections].map((one) => one.staffId).filter((id) => id !== null))]

  const renew = (): Promise<void> =>
    quietly(runner.run({ kind: 'system' }, async (ctx) => {
      await renewConnections(ctx.db, nodeId, staffHere())
      await renewViewing(ctx, viewsOf(connections))
    }))
  const timer = setInterval(() => void renew(), RENEW_EVERY_MS)

  return {
    joined(connection) {
      const { staffId } = connection
      if (staffId === null) return
      void quietly(runner.query({ kind: 'system' }, (ctx) => renewConnections(ctx.db, nodeId, [staffId]))).then(() => bus.publish({ kind: 'rights', staffId }))
    },
    left(connection) {
      const { staffId, viewing } = connection
      const others = [...connections].filter((one) => one !== connection)
      const stillThere = others.some((one) => partyOf(one) === partyOf(connection) && one.viewing === viewing)
      if (viewing !== null && !stillThere) {
        void quietly(runner.run({ kind: 'system' }, (ctx) => setViewing(ctx, { conversationId: viewing as ConversationId, party: partyOf(connection) ?? '', on: false }))) // set from a parsed frame
      }
      if (staffId !== null && !others.some((one) => one.staffId === staffId)) void quietly(runner.query({ kind: 'system' }, (ctx) => dropConnections(ctx.db, nodeId, [staffId])))
    },
    async stop() {
      clearInterval(timer)
      await quietly(runner.query({ kind: 'system' }, (ctx) => dropConnections(ctx.db, nodeId, staffHere())))
    },
  }
}

const partyOf = (connection: Connection): string | null => (connection.party?.kind === 'customer' ? 'customer' : connection.staffId)

function viewsOf(connections: ReadonlySet<Connection>): { conversationId: ConversationId; party: string }[] {
  return [...connections].flatMap((connection) => {
    const party = partyOf(connection)
    return party === null || connection.viewing === null ? [] : [{ conversationId: connection.viewing as ConversationId, party }] // set from a parsed frame
  })
}
