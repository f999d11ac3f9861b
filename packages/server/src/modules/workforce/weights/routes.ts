/** Doors to how much of an agent each kind of work takes, to be registered under `/api/staff/admin`. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { CapacityWeights, CapacityWeightsBody } from '@yingda/protocol/capacity.ts'
import { Empty } from '@yingda/protocol/http/common.ts'
import type { Runner } from '../../../platform/command.ts'
import { staffOf } from '../../../platform/http/access.ts'
import { capacityWeights, changeWeights } from './weights.ts'

export const weightRoutes: FastifyPluginAsyncZod<{ runner: Runner }> = async (app, { runner }) => {
  app.get('/capacity-weights', { config: { permission: 'team.manage' }, schema: { response: { 200: CapacityWeights } } }, (request) =>
    runner.query(staffOf(request), capacityWeights),
  )

  app.put(
    '/capacity-weights',
    { config: { permission: 'team.manage', stepUp: true }, schema: { body: CapacityWeightsBody, response: { 200: Empty } } },
    async (request) => {
      await runner.run(staffOf(request), (ctx) => changeWeights(ctx, request.body))
      return {}
    },
  )
}
