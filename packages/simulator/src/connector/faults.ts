/** For tests of the desk: a wallet that is slow, down, or answers rubbish. Exists only where it was asked for. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply } from 'fastify'
import * as z from 'zod'

const Fault = z.strictObject({
  mode: z.enum(['none', 'slow', 'down', 'rubbish']),
  /** How long `slow` takes. */
  ms: z.int().min(0).max(120_000).default(3_000),
})
export type Fault = z.infer<typeof Fault>

export function faultSwitch(app: FastifyInstance): { strike: (reply: FastifyReply) => Promise<boolean> } {
  let fault: Fault = { mode: 'none', ms: 0 }
  app.post('/_faults', async (request, reply) => {
    const asked = Fault.safeParse(request.body)
    if (!asked.success) return reply.code(400).send({ code: 'invalid' })
    fault = asked.data
    return fault
  })
  return {
    /** @returns true when the fault has answered in the wallet's place */
    strike: async (reply) => {
      switch (fault.mode) {
        case 'none':
          return false
        case 'slow':
          await sleep(fault.ms)
          return false
        case 'down':
          await reply.code(503).send({ code: 'unavailable' })
          return true
        case 'rubbish':
          await reply.code(200).send({ asOf: 'soon', customer: null, accounts: '{"current":"lots"}' })
          return true
      }
    },
  }
}
