/** Signed links in mails to subscribers: whoever holds one has that mailbox, and may do that one thing. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import { Language } from '@yingda/protocol/language.ts'

/** How long the link of a confirmation mail is good for; by then an address that was not confirmed is forgotten. */
export const CONFIRM_WITHIN_MS = 48 * 3600_000

const Subscriber = z.object({ id: z.uuid(), language: Language })
/** In which language the mail with the link was, and the page behind it is. */
export type LinkedSubscriber = z.infer<typeof Subscriber>

export type SubscriptionLinks = {
  /** @param askedAt its time counts from then, however often the mail is tried */
  toConfirm(subscriber: LinkedSubscriber, askedAt: Date): string
  /** Good for as long as the subscription stands. */
  toLeave(subscriber: LinkedSubscriber): string
  /** Null when it is not one of ours, or its time is over. */
  readConfirm(token: string, now: Date): LinkedSubscriber | null
  readLeave(token: string): LinkedSubscriber | null
}

/** @param secret may serve other ends as well: a key for these links alone is derived from it */
export function subscriptionLinks(secret: string, publicUrl: string): SubscriptionLinks {
  const key = createHmac('sha256', secret).update('yingda status subscription 1').digest()
  const sign = (words: string): string => createHmac('sha256', key).update(words).digest('base64url')
  const token = (...words: readonly string[]): string => [...words.slice(1), sign(words.join('|'))].join('.')
  const opened = (what: string, given: string): string[] | null => {
    const words = given.split('.')
    const [signature, right] = [Buffer.from(words.pop() ?? ''), Buffer.from(sign([what, ...words].join('|')))]
    return signature.length === right.length && timingSafeEqual(signature, right) ? words : null
  }
  const subscriberIn = (words: string[] | null): LinkedSubscriber | null => Subscriber.safeParse({ id: words?.[0], language: words?.[1] }).data ?? null

  return {
    toConfirm: ({ id, language }, askedAt) =>
      `${publicUrl}/status/subscriptions/confirm?t=${token('confirm', id, language, String(askedAt.getTime() + CONFIRM_WITHIN_MS))}`,
    toLeave: ({ id, language }) => `${publicUrl}/status/subscriptions/leave?t=${token('leave', id, language)}`,
    readConfirm(given, now) {
      const words = opened('confirm', given)
      return now.getTime() < Number(words?.[2]) ? subscriberIn(words) : null
    },
    readLeave: (given) => subscriberIn(opened('leave', given)),
  }
}
