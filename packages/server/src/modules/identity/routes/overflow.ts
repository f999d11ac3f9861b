/** Doors to who helps whom, for leads: changed on the spot when a line grows. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { Empty } from '@yingda/protocol/http/common.ts'
import { OverflowBody, OverflowList } from '@yingda/protocol/http/overflow.ts'
import { TeamId } from '@yingda/protocol/ids.ts'
import { staffOf } from '../../../platform/http/access.ts'
import { setTeamOverflow } from '../commands/set-team-overflow.ts'
import type { IdentityDeps } from '../deps.ts'
import { listOverflow } from '../queries/list-overflow.ts'

const manage = { config: { permission: 'overflow.manage' as const } }

export const overflowRoutes: FastifyPluginAsyncZod<Pick<IdentityDeps, 'runner'>> = async (app, { runner }) => {
  app.get('/overflow', { ...manage, schema: { response: { 200: OverflowList } } }, (request) => runner.query(staffOf(request), listOverflow))

  app.put(
    '/overflow/of-team/:teamId',
    { ...manage, schema: { params: z.strictObject({ teamId: TeamId }), body: OverflowBody, response: { 200: Empty } } },
    async (request) => {
      await runner.run(staffOf(request), (ctx) => setTeamOverflow(ctx, { ...request.params, ...request.body }))
      return {}
    },
  )
}
