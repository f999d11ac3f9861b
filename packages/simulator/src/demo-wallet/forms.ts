import type { FastifyInstance } from 'fastify'
import * as z from 'zod'
import { Theme } from './visitor.ts'

/** Plain HTML forms: fields by name, the last of a name counts. */
export const acceptForms = (app: FastifyInstance) =>
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 4_096 }, (_request, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )

export const ChooseForm = z.object({ externalId: z.string().max(100) })
export const SettingsForm = z.object({
  language: z.enum(['zh-CN', 'en']).optional(),
  theme: Theme.optional(),
  back: z
    .string()
    .catch('/demo-wallet/')
    .transform((path) => (isOwnPath(path) ? path : '/demo-wallet/')),
})

/** Only a path of this app, so that a form cannot be made to lead elsewhere. */
const isOwnPath = (path: string) => /^\/demo-wallet\/[\w\-/?=&%.]*$/.test(path)
