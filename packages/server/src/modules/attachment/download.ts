/** The door behind a signed link. Who holds the link may fetch; what may be done with the answer, its headers say. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import * as z from 'zod'
import { AttachmentId } from '@yingda/protocol/ids.ts'
import type { Runner } from '../../platform/command.ts'
import { Refused } from '../../platform/refused.ts'
import type { Storage } from '../../platform/storage/storage.ts'
import { fileKey } from './file-keys.ts'
import type { Links, Variant } from './links.ts'
import { isThere } from './queries/access-attachment.ts'
import { findAttachment, type AttachmentRow } from './store.ts'

const Params = z.strictObject({ attachmentId: AttachmentId, variant: z.enum(['original', 'thumbnail']) })
const Query = z.object({ e: z.coerce.number().int(), s: z.string().max(100) })

export const downloadRoute: FastifyPluginAsyncZod<{ runner: Runner; storage: Storage; links: Links }> = async (app, { runner, storage, links }) => {
  app.get(
    '/files/:attachmentId/:variant',
    { config: { permission: 'public', work: 'reading' }, schema: { params: Params, querystring: Query } },
    async (request, reply) => {
      const { attachmentId: id, variant } = request.params
      const { row, secondsLeft } = await runner.query({ kind: 'system' }, async (ctx) => {
        const left = links.secondsLeft({ id, variant }, { expiresAtSeconds: request.query.e, signature: request.query.s }, ctx.now)
        return { secondsLeft: left, row: left === 0 ? undefined : await findAttachment(ctx, id) }
      })
      if (row === undefined || !isThere(row)) throw new Refused('attachment.not_found')

      const stored = await storage.get(fileKey(id, variant))
      if (stored === null) throw new Error(`the storage has no ${fileKey(id, variant)}, though its row says so`)
      return reply.headers(headersFor(row, { variant, sizeBytes: stored.sizeBytes, secondsLeft })).send(stored.stream)
    },
  )
}

function headersFor(
  row: AttachmentRow,
  { variant, sizeBytes, secondsLeft }: { variant: Variant; sizeBytes: number; secondsLeft: number },
): Record<string, string> {
  const isPicture = variant === 'thumbnail' || row.media_type.startsWith('image/')
  return {
    'content-type': variant === 'thumbnail' ? 'image/webp' : row.media_type,
    'content-length': String(sizeBytes),
    'content-disposition': `${isPicture ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeName(row.name ?? '')}`,
    'cache-control': `private, max-age=${secondsLeft}`,
    // Opened by itself, the file is a page without scripts, forms, frames or our origin.
    'content-security-policy': "sandbox; default-src 'none'",
    'x-content-type-options': 'nosniff',
    // The chat stands in pages of other origins.
    'cross-origin-resource-policy': 'cross-origin',
    'referrer-policy': 'no-referrer',
  }
}

/** RFC 8187 allows fewer characters than `encodeURIComponent` leaves alone. */
const encodeName = (name: string): string => encodeURIComponent(name).replace(/['()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)
