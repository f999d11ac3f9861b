import type { FastifyInstance } from 'fastify'
import type { Runner } from '../../../platform/command.ts'
import { customerCursors } from '../../conversation/api.ts'
import { customerRoutes } from '../../intake/api.ts'
import type { Channel, Outcome, Parcel } from '../channel.ts'

const SYSTEM = { kind: 'system' } as const

type WebOptions = { runner: Runner; doors: Parameters<typeof customerRoutes>[1] }

/**
 * The chat on the wallet's pages. Its doors are intake's. An answer lies in the customer's stream from the moment it is
 * written, and his devices fetch it by themselves and say so: sending is to look how far they have come.
 */
export const webChannel = ({ runner, doors }: WebOptions): Channel => ({
  name: 'web',
  async receive(app: FastifyInstance) {
    await app.register(customerRoutes, { prefix: '/api/customer', ...doors })
  },
  async send(parcels) {
    const ids = [...new Set(parcels.map((parcel) => parcel.conversationId))]
    const cursors = await runner.query(SYSTEM, (ctx) => customerCursors(ctx, ids))
    return new Map(parcels.map((parcel) => [parcel.key, outcomeOf(parcel, cursors.get(parcel.conversationId))]))
  },
})

function outcomeOf({ answers }: Parcel, { delivered, read } = { delivered: 0, read: 0 }): Outcome {
  const newest = Math.max(...answers.map((answer) => answer.customerSeq))
  if (newest <= read) return { result: 'reached' }
  return newest <= delivered ? { result: 'accepted' } : { result: 'absent' }
}
