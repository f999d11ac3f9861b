/** Doors to what is promised, to be registered under `/api/staff`. Each handler translates and calls. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { Empty } from '@yingda/protocol/http/common.ts'
import { Promises, PromisesBody } from '@yingda/protocol/http/promise.ts'
import type { Runner } from '../../platform/command.ts'
import { staffOf } from '../../platform/http/access.ts'
import { changePromises } from './commands/change-promises.ts'
import { listPromises } from './promises.ts'

export const promiseRoutes: FastifyPluginAsyncZod<{ runner: Runner }> = async (app, { runner }) => {
  app.get('/promises', { config: { permission: 'conversation.read' }, schema: { response: { 200: Promises } } }, async (request) => ({
    promises: await runner.query(staffOf(request), listPromises),
  }))

  app.put('/promises', { config: { permission: 'promise.manage' }, schema: { body: PromisesBody, response: { 200: Empty } } }, async (request) => {
    await runner.run(staffOf(request), (ctx) => changePromises(ctx, request.body))
    return {}
  })
}
