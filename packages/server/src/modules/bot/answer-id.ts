import { createHash } from 'node:crypto'
import { ClientId } from '@yingda/protocol/ids.ts'

/**
 * The id of the bot's answer to what stood in a conversation up to a seq, or of what it says once on an occasion: the same
 * each time, so that saying it twice posts once. A UUID version 8 (RFC 9562: made as the application sees fit), here from SHA-256.
 */
export function answerId(conversationId: string, to: number | string): ClientId {
  const bytes = createHash('sha256').update(`bot:${conversationId}:${to}`).digest().subarray(0, 16)
  bytes[6] = 0x80 | ((bytes[6] ?? 0) % 16)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) % 64)
  const hex = bytes.toString('hex')
  return ClientId.parse(`${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`)
}
