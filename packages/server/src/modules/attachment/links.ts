/**
 * Signed links: whoever holds one may fetch that one file for five minutes, without signing in. A picture in a page
 * cannot send a token along. The file's row is still asked at every fetch, so a redacted file is gone at once.
 */
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { AttachmentId } from '@yingda/protocol/ids.ts'

const VALID_SECONDS = 300

export type Variant = 'original' | 'thumbnail'
export type FileLink = { id: AttachmentId; variant: Variant }
export type SignedParts = { expiresAtSeconds: number; signature: string }

export type Links = {
  /** Path and query, without the server's origin. */
  sign(link: FileLink, now: Date): { url: string; expiresAt: string }
  /** Seconds it is good for yet; 0 when it is not ours or its time is over. */
  secondsLeft(link: FileLink, parts: SignedParts, now: Date): number
}

/** @param secret may serve other ends as well: a key for links alone is derived from it */
export function createLinks(secret: string): Links {
  const key = createHmac('sha256', secret).update('yingda file link 1').digest()
  const signatureOf = ({ id, variant }: FileLink, expiresAtSeconds: number): Buffer =>
    createHmac('sha256', key).update(`${id}|${variant}|${expiresAtSeconds}`).digest()

  return {
    sign(link, now) {
      const expiresAtSeconds = Math.floor(now.getTime() / 1000) + VALID_SECONDS
      const signature = signatureOf(link, expiresAtSeconds).toString('base64url')
      return { url: `/files/${link.id}/${link.variant}?e=${expiresAtSeconds}&s=${signature}`, expiresAt: new Date(expiresAtSeconds * 1000).toISOString() }
    },
    secondsLeft(link, { expiresAtSeconds, signature }, now) {
      const given = Buffer.from(signature, 'base64url')
      const right = signatureOf(link, expiresAtSeconds)
      if (given.length !== right.length || !timingSafeEqual(given, right)) return 0
      return Math.max(0, Math.floor(expiresAtSeconds - now.getTime() / 1000))
    },
  }
}
