/** All that the console asks for, under one prefix; each route names the permission it takes. */
import type { FastifyInstance } from 'fastify'
import { deliveryRoutes } from '../modules/channels/api.ts'
import { conversationRoutes, type Posting } from '../modules/conversation/api.ts'
import { deskRoutes } from '../modules/desk/api.ts'
import { identityRoutes, type IdentityDeps } from '../modules/identity/api.ts'
import { promiseRoutes } from '../modules/obligation/api.ts'
import { routingRoutes } from '../modules/routing/api.ts'
import type { Wallet } from '../modules/wallet/api.ts'
import { moveCallBacks, watchRoutes } from '../modules/watch/api.ts'
import { calendarRoutes, weightRoutes } from '../modules/workforce/api.ts'
import { pageRoutes } from '../pages/routes.ts'
import { wallboardRoutes } from '../pages/wallboard/routes.ts'
import type { Runner } from '../platform/command.ts'

type Options = { runner: Runner; identity: IdentityDeps; wallet: Wallet | null; post: Posting; hasMail: boolean; timeZone: string }

export async function registerStaffRoutes(app: FastifyInstance, { runner, identity, wallet, post, hasMail, timeZone }: Options): Promise<void> {
  const staff = { prefix: '/api/staff', runner }
  await app.register(identityRoutes, { prefix: '/api/staff', ...identity })
  await app.register(pageRoutes, { ...staff, hasMail })
  await app.register(wallboardRoutes, { ...staff, timeZone })
  await app.register(deliveryRoutes, { ...staff, hasMail })
  await app.register(conversationRoutes, { ...staff, post })
  await app.register(watchRoutes, { ...staff, timeZone })
  await app.register(routingRoutes, { ...staff, timeZone })
  await app.register(promiseRoutes, staff)
  await app.register(calendarRoutes, { ...staff, timeZone, moveCallBacks: () => moveCallBacks(runner, app.log) })
  await app.register(weightRoutes, { prefix: '/api/staff/admin', runner })
  await app.register(deskRoutes, { ...staff, wallet })
}
