/** The customer's HTTP doors. */
import type { FastifyPluginAsync } from 'fastify'
import { arrivingRoutes } from './routes/arriving.ts'
import { callBackRoutes } from './routes/call-back.ts'
import type { DoorOptions } from './routes/door.ts'
import { readingRoutes } from './routes/reading.ts'
import { recordRoutes } from './routes/records.ts'
import { sayingRoutes } from './routes/saying.ts'
import { stateRoutes } from './routes/state.ts'

export const customerRoutes: FastifyPluginAsync<DoorOptions> = async (app, { prefix: _mounted, ...options }: DoorOptions & { prefix?: string }) => {
  for (const routes of [arrivingRoutes, readingRoutes, sayingRoutes, stateRoutes, callBackRoutes, recordRoutes]) await app.register(routes, options)
}
