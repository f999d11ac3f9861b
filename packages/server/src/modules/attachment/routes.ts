/** HTTP doors: send a file, ask for a link to one, fetch it by that link. */
import multipart from '@fastify/multipart'
import type { FastifyPluginAsync, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { AttachmentId } from '@yingda/protocol/ids.ts'
import { AttachmentLink, AttachmentStored } from '@yingda/protocol/http/customer.ts'
import type { CustomerActor, StaffActor } from '../../platform/actor.ts'
import type { Runner } from '../../platform/command.ts'
import { customerOf, staffOf } from '../../platform/http/access.ts'
import { Refused } from '../../platform/refused.ts'
import type { Storage } from '../../platform/storage/storage.ts'
import { storeUpload } from './commands/store-upload.ts'
import { downloadRoute } from './download.ts'
import type { Inspector } from './files/inspector.ts'
import type { Links } from './links.ts'
import { accessAttachment, type AttachmentReach } from './queries/access-attachment.ts'
import { MULTIPART_LIMITS, receiveFile } from './receive-file.ts'
import { openUploadRoom } from './upload-room.ts'

export type AttachmentRoutesOptions = {
  runner: Runner
  storage: Storage
  /** What all files together may take; null: no limit. */
  quotaBytes: number | null
  inspector: Inspector
  links: Links
  reach: AttachmentReach
  /** Counts one upload against the sender's limit. @throws Refused `request.too_many` */
  countUpload(actor: CustomerActor | StaffActor, request: FastifyRequest): Promise<void>
}

const Params = z.strictObject({ attachmentId: AttachmentId })
const Query = z.strictObject({ variant: z.enum(['original', 'thumbnail']).default('original') })

/** Paths are whole; register it without a prefix. */
export const attachmentRoutes: FastifyPluginAsync<AttachmentRoutesOptions> = async (app, options) => {
  await app.register(multipart, { limits: MULTIPART_LIMITS })
  await app.register(uploadAndLinkRoutes, options)
  await app.register(downloadRoute, options)
}

const uploadAndLinkRoutes: FastifyPluginAsyncZod<AttachmentRoutesOptions> = async (
  app,
  { runner, storage, quotaBytes, inspector, links, reach, countUpload },
) => {
  const room = openUploadRoom()

  const take = async (request: FastifyRequest, actor: CustomerActor | StaffActor): Promise<z.infer<typeof AttachmentStored>> => {
    const place = room.enter(actor.kind === 'customer' ? actor.customerId : actor.staffId)
    try {
      await countUpload(actor, request)
      const upload = await receiveFile(request)
      return { attachment: await storeUpload({ runner, storage, quotaBytes, inspector }, actor, upload) }
    } finally {
      place[Symbol.dispose]()
    }
  }

  const linkFor = (actor: CustomerActor | StaffActor, id: AttachmentId, variant: 'original' | 'thumbnail'): Promise<AttachmentLink> =>
    runner.query(actor, async (ctx) => {
      const row = await accessAttachment(ctx, id, reach)
      if (variant === 'thumbnail' && !row.has_thumbnail) throw new Refused('attachment.not_found')
      return links.sign({ id, variant }, ctx.now)
    })

  app.post('/api/customer/attachments', { config: { permission: 'customer', work: 'reading' }, schema: { response: { 200: AttachmentStored } } }, (request) =>
    take(request, customerOf(request)),
  )

  app.post(
    '/api/staff/attachments',
    { config: { permission: 'conversation.reply', work: 'reading' }, schema: { response: { 200: AttachmentStored } } },
    (request) => take(request, staffOf(request)),
  )

  app.get(
    '/api/customer/attachments/:attachmentId/link',
    { config: { permission: 'customer' }, schema: { params: Params, querystring: Query, response: { 200: AttachmentLink } } },
    (request) => linkFor(customerOf(request), request.params.attachmentId, request.query.variant),
  )

  app.get(
    '/api/staff/attachments/:attachmentId/link',
    { config: { permission: 'conversation.read' }, schema: { params: Params, querystring: Query, response: { 200: AttachmentLink } } },
    (request) => linkFor(staffOf(request), request.params.attachmentId, request.query.variant),
  )
}
