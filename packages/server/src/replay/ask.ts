/** One customer asks one question over the public interface and waits for the answer. */
import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import * as z from 'zod'
import { ConversationStarted, CustomerEntriesPage } from '@yingda/protocol/http/customer.ts'
import type { CustomerEntry } from '@yingda/protocol/entries/views.ts'

export type Desk = { url: string; identitySecret: string; audience: string; issuer: string | null }

export type Asked = {
  outcome: 'answered' | 'handed_over' | 'unanswered' | 'lost'
  /** The article the answer stands on. */
  slug: string | null
  /** The message stands in the conversation more than once, or the bot said the same twice. */
  duplicated: boolean
  ackMs: number | null
  answerMs: number | null
}

const ANSWER_WITHIN_MS = 30_000
const POLL_MS = 10_000
const SEND_TRIES = 4

export async function ask(desk: Desk, text: string): Promise<Asked> {
  const token = await signIn(desk)
  const clientId = randomUUID()
  const startedAt = performance.now()
  const conversationId = await send(desk, token, { text, clientId }).catch(() => null)
  if (conversationId === null) return { outcome: 'lost', slug: null, duplicated: false, ackMs: null, answerMs: null }
  const ackMs = performance.now() - startedAt

  const { entries, answerMs } = await readUntilAnswered(desk, token, conversationId, startedAt)
  const messages = entries.flatMap(({ view }) => (view.kind === 'message' ? [view] : []))
  const own = messages.filter((message) => message.clientId === clientId).length
  const spoken = messages.filter((message) => message.from === 'bot').map((message) => message.content.text)
  const duplicated = own > 1 || new Set(spoken).size < spoken.length
  if (own === 0) return { outcome: 'lost', slug: null, duplicated, ackMs, answerMs }
  return { ...judge(entries), duplicated, ackMs, answerMs }
}

/** What became of the question, from what the customer sees. */
export function judge(entries: readonly CustomerEntry[]): Pick<Asked, 'outcome' | 'slug'> {
  const queued = entries.some(({ view }) => view.kind === 'queued')
  const answer = entries.findLast(isAnswer)?.view
  if (queued) return { outcome: 'handed_over', slug: null }
  if (answer?.kind !== 'message') return { outcome: 'unanswered', slug: null }
  if (answer.source !== null) return { outcome: 'answered', slug: answer.source.articleSlug }
  // No article, but a person on offer: the bot was not sure.
  return { outcome: answer.quickReplies.includes('talk_to_person') ? 'handed_over' : 'answered', slug: null }
}

/** The bot's reply to what was asked; its greeting comes before the customer's own words. */
function isAnswer({ view, seq }: CustomerEntry, _at: number, all: readonly CustomerEntry[]): boolean {
  const asked = all.find((entry) => entry.view.kind === 'message' && entry.view.from === 'customer')
  if (view.kind !== 'message' || view.from !== 'bot' || asked === undefined || seq < asked.seq) return false
  return view.source !== null || view.quickReplies.length > 0 || !all.some((other) => other.seq > seq && other.view.kind === 'message')
}

async function readUntilAnswered(
  desk: Desk,
  token: string,
  conversationId: string,
  startedAt: number,
): Promise<{ entries: CustomerEntry[]; answerMs: number | null }> {
  const entries: CustomerEntry[] = []
  while (performance.now() - startedAt < ANSWER_WITHIN_MS) {
    const after = entries.at(-1)?.seq ?? 0
    const page = await call(desk, token, 'GET', `/conversations/${conversationId}/entries?after=${after}&waitMs=${POLL_MS}`, CustomerEntriesPage).catch(
      () => null,
    )
    if (page === null) await new Promise((resolve) => setTimeout(resolve, 500))
    entries.push(...(page?.entries ?? []))
    if (entries.some(isAnswer)) return { entries, answerMs: performance.now() - startedAt }
  }
  return { entries, answerMs: null }
}

/** Sends with one id however often it must try: a lost reply must not double the message. */
async function send(desk: Desk, token: string, message: { text: string; clientId: string }): Promise<string> {
  const body = {
    clientId: randomUUID(),
    questionType: 'other',
    language: /\p{Script=Han}/u.test(message.text) ? 'zh-CN' : 'en',
    context: {},
    transactionId: null,
    message: { ...message, attachmentIds: [] },
  }
  for (let tries = 1; ; tries += 1) {
    try {
      return (await call(desk, token, 'POST', '/conversations', ConversationStarted, body)).conversation.id
    } catch (error) {
      if (tries >= SEND_TRIES) throw error
      await new Promise((resolve) => setTimeout(resolve, 250 * 2 ** tries))
    }
  }
}

async function call<T>(desk: Desk, token: string, method: 'GET' | 'POST', path: string, schema: z.ZodType<T>, body?: unknown): Promise<T> {
  const reply = await fetch(`${desk.url}/api/customer${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(POLL_MS + 20_000),
  })
  if (!reply.ok) throw new Error(`${method} ${path.replace(/\?.*/, '')}: ${reply.status} ${await reply.text()}`)
  return schema.parse(await reply.json())
}

/** A signed-in customer of the wallet nobody has seen before: limits for strangers do not apply. */
function signIn({ identitySecret, audience, issuer }: Desk): Promise<string> {
  const token = new SignJWT({ name: 'Replay' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(`replay-${randomUUID()}`)
    .setAudience(audience)
    .setIssuedAt()
    .setExpirationTime('10m')
  if (issuer !== null) token.setIssuer(issuer)
  return token.sign(new TextEncoder().encode(identitySecret))
}
