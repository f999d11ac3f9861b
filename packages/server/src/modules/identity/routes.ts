/** Identity's HTTP doors, to be registered under `/api/staff`. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import type { IdentityDeps } from './deps.ts'
import { adminRoutes } from './routes/admin.ts'
import { overflowRoutes } from './routes/overflow.ts'
import { ownRoutes } from './routes/own.ts'
import { signInRoutes } from './routes/sign-in.ts'

export const identityRoutes: FastifyPluginAsyncZod<IdentityDeps> = async (app, deps) => {
  await app.register(signInRoutes, { ...deps, prefix: '/session' })
  await app.register(ownRoutes, { ...deps, prefix: '/session' })
  await app.register(adminRoutes, { ...deps, prefix: '/admin' })
  await app.register(overflowRoutes, { runner: deps.runner })
}
