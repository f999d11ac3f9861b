/** One file out of a multipart request, counted while it arrives. */
import type { FastifyRequest } from 'fastify'
import { Refused } from '../../platform/refused.ts'
import type { Upload } from './commands/store-upload.ts'

export const MAX_FILE_BYTES = 10 * 1024 * 1024
const ARRIVES_WITHIN_MS = 300_000
/** What multipart adds around the file at most. */
const ENVELOPE_BYTES = 64 * 1024

export const MULTIPART_LIMITS = { fileSize: MAX_FILE_BYTES, files: 1, fields: 4, fieldSize: 1024, parts: 5, headerPairs: 32 }

/** @throws Refused `request.unsupported_type` | `request.invalid` | `attachment.too_large` */
export async function receiveFile(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) throw new Refused('request.unsupported_type')
  if (Number(request.headers['content-length'] ?? 0) > MAX_FILE_BYTES + ENVELOPE_BYTES) throw tooLarge()
  const tooSlow = setTimeout(() => request.raw.destroy(new Error('the file arrived too slowly')), ARRIVES_WITHIN_MS)
  try {
    return await readParts(request)
  } catch (error) {
    throw error instanceof Error && 'code' in error && error.code === 'FST_REQ_FILE_TOO_LARGE' ? tooLarge() : error
  } finally {
    clearTimeout(tooSlow)
  }
}

async function readParts(request: FastifyRequest): Promise<Upload> {
  let upload: Upload | null = null
  for await (const part of request.parts()) {
    if (part.type === 'file') upload = { name: part.filename ?? '', bytes: await part.toBuffer() }
  }
  if (upload === null) throw new Refused('request.invalid', { problems: [{ at: '/file', what: 'a file is missing' }] })
  return upload
}

const tooLarge = (): Refused => new Refused('attachment.too_large', { maxBytes: MAX_FILE_BYTES })
