/** Who comes: a visitor, a customer who was one, and the first screen. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { Empty } from '@yingda/protocol/http/common.ts'
import { CustomerHome, JoinBody, VisitorCreated } from '@yingda/protocol/http/customer.ts'
import { customerOf } from '../../../platform/http/access.ts'
import { networkOf } from '../../../platform/http/address.ts'
import { languageOf } from '../../../platform/http/language.ts'
import { countUse } from '../../../platform/rate-limit.ts'
import { Refused } from '../../../platform/refused.ts'
import { createVisitor } from '../../customer/api.ts'
import { joinAndMove } from '../commands/join-visitor.ts'
import { customerHome } from '../home.ts'
import { access, asker, type DoorOptions } from './door.ts'

export const arrivingRoutes: FastifyPluginAsyncZod<DoorOptions> = async (app, { runner, limits, brand, timeZone, statusPage }) => {
  const { run } = runner
  const ask = asker(runner)

  app.post(
    '/visitors',
    { config: { permission: 'public', work: 'beginning' }, schema: { body: Empty.nullish(), response: { 200: VisitorCreated } } },
    async (request) => {
      await runner.query({ kind: 'system' }, (ctx) => countUse(ctx.db, limits.visitors, networkOf(request.ip)))
      return run({ kind: 'system' }, (ctx) => createVisitor(ctx, { language: languageOf(request.headers['accept-language']), address: request.ip }))
    },
  )

  app.post('/join', { ...access, schema: { body: JoinBody, response: { 200: z.strictObject({ conversations: z.int() }) } } }, async (request) => {
    const actor = customerOf(request)
    if (!actor.signedIn) throw new Refused('auth.required')
    // Run as the system: for a moment the conversations are neither's.
    return { conversations: await run({ kind: 'system' }, (ctx) => joinAndMove(ctx, { actor, deviceSecret: request.body.deviceSecret })) }
  })

  app.get('/home', { config: { ...access.config, work: 'beginning' }, schema: { response: { 200: CustomerHome } } }, (request) =>
    ask(customerOf(request), (ctx) => customerHome(ctx, { brand, timeZone, statusPage, language: languageOf(request.headers['accept-language']) })),
  )
}
