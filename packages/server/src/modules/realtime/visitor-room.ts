/** How many sockets a visitor, and all visitors of an address, hold open on all servers together. */
import type { CustomerId } from '@yingda/protocol/ids.ts'
import type { QueryContext, Runner } from '../../platform/command.ts'
import { gathered, type Gathered } from '../../platform/gathered.ts'
import { Refused } from '../../platform/refused.ts'
import { leaseSockets, socketsOf } from '../customer/api.ts'
import type { Connection } from './connection.ts'

type Options = { runner: Runner; nodeId: string; connections: ReadonlySet<Connection>; socketsPerVisitor: number; socketsPerAddress: number }

export type VisitorRoom = {
  /** @throws Refused `request.too_many` */
  admit(connection: Connection, customerId: CustomerId): Promise<void>
  /** These have closed. */
  left(connections: readonly Connection[]): Promise<void>
  renew(ctx: QueryContext): Promise<void>
}

const SYSTEM = { kind: 'system' } as const

export function visitorRoom({ runner, nodeId, connections, socketsPerVisitor, socketsPerAddress }: Options): VisitorRoom {
  const mostOf = (subject: string): number => (subject.startsWith('visitor:') ? socketsPerVisitor : socketsPerAddress)

  /** Counted with all of them in, so that two that open at once, here or on two servers, see each other. */
  const judge = async (ctx: QueryContext, knocking: readonly Connection[]): Promise<Gathered<void>[]> => {
    const subjects = new Set(knocking.flatMap(subjectsOf))
    await sayHowMany(ctx, subjects)
    const everywhere = new Map(await socketsOf(ctx.db, [...subjects]))
    const here = countsOf(connections)
    const answers = knocking.map((connection): Gathered<void> => {
      const own = subjectsOf(connection)
      if (own.every((subject) => Math.max(everywhere.get(subject) ?? 0, here.get(subject) ?? 0) <= mostOf(subject))) return { ok: undefined }
      for (const counts of [everywhere, here]) for (const subject of own) counts.set(subject, (counts.get(subject) ?? 1) - 1)
      connection.visitorId = null
      return { error: new Refused('request.too_many', { retryAfterSeconds: 30 }) }
    })
    if (answers.some((answer) => 'error' in answer)) await sayHowMany(ctx, subjects)
    return answers
  }

  const sayHowMany = async (ctx: QueryContext, subjects: Iterable<string>): Promise<void> => {
    const here = countsOf(connections)
    await leaseSockets(ctx.db, nodeId, new Map([...subjects].map((subject) => [subject, here.get(subject) ?? 0])))
  }

  const knock = gathered((knocking: readonly Connection[]) => runner.query(SYSTEM, (ctx) => judge(ctx, knocking)), { work: 'running' })

  return {
    async admit(connection, customerId) {
      connection.visitorId = customerId
      await knock(connection)
    },
    async left(gone) {
      const subjects = new Set(gone.flatMap(subjectsOf))
      if (subjects.size > 0) await runner.query(SYSTEM, (ctx) => sayHowMany(ctx, subjects))
    },
    renew: (ctx) => leaseSockets(ctx.db, nodeId, countsOf(connections)),
  }
}

const subjectsOf = ({ visitorId, address }: Connection): string[] => (visitorId === null ? [] : [`visitor:${visitorId}`, `address:${address}`])

function countsOf(connections: Iterable<Connection>): Map<string, number> {
  const counts = new Map<string, number>()
  for (const connection of connections) for (const subject of subjectsOf(connection)) counts.set(subject, (counts.get(subject) ?? 0) + 1)
  return counts
}
