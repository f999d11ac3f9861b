/** The door to the wallboard. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { Wallboard } from '@yingda/protocol/http/wallboard.ts'
import type { Runner } from '../../platform/command.ts'
import { staffOf } from '../../platform/http/access.ts'
import { ownPartOf } from '../alarms.ts'
import { startReadings } from './readings.ts'
import { scopeOf } from './scope.ts'
import { wallboardOf } from './wallboard.ts'

export const wallboardRoutes: FastifyPluginAsyncZod<{ runner: Runner; timeZone: string }> = async (app, { runner, timeZone }) => {
  const read = startReadings(runner, timeZone)
  app.get('/wallboard', { config: { permission: 'watch.read' }, schema: { response: { 200: Wallboard } } }, async (request) => {
    const actor = staffOf(request)
    const readings = await read()
    return wallboardOf(readings, scopeOf(actor), await runner.query(actor, (ctx) => ownPartOf({ ...ctx, actor }, readings.alarms)))
  })
}
