/** One customer lives his part of the day: asks, reads, waits or leaves, comes back, talks to an agent. */
import { randomUUID } from 'node:crypto'
import type { CustomerEntry } from '@yingda/protocol/entries/views.ts'
import { ClientId, ConversationId } from '@yingda/protocol/ids.ts'
import type { StatedWait } from '@yingda/protocol/realtime.ts'
import { ConversationStarted } from '@yingda/protocol/http/customer.ts'
import type { PlannedCustomer } from '@yingda/simulator/day/customers.ts'
import { customerToken } from '@yingda/simulator/identity/customer-token.ts'
import { call, must, openLine, type Answer, type Line } from './door.ts'
import { heard, type Heard } from './heard.ts'
import type { World } from './world.ts'

/** What he was told of his wait, and when, in seconds of the day. */
export type Told = { at: number; wait: StatedWait }
/** One time of waiting for a person; `servedAt` null = left. */
export type Waited = { askedAt: number; servedAt: number | null; leftAt: number | null; told: readonly Told[] }
export type Story = { id: number; outcome: 'bot' | 'person' | 'abandoned'; waits: readonly Waited[] }

/** The bot owes an answer within a minute; who has none after three asks for a person. */
const BOT_WITHIN_SECONDS = 180
/** Once somebody has taken the conversation, nobody leaves before the first words. */
const STAYS_FOR_WORDS_SECONDS = 900
const TALKS_AT_MOST_SECONDS = 4 * 3600

export async function liveAsCustomer(world: World, plan: PlannedCustomer): Promise<Story> {
  const waits: Waited[] = []
  const first = await visit(world, plan, waits, { comesBack: false })
  if (first !== 'abandoned' || plan.returnsAfterSeconds === null) return { id: plan.id, outcome: first, waits }
  await world.pacer.until(world.pacer.second() + plan.returnsAfterSeconds)
  if (world.pacer.second() > world.closesAt) return { id: plan.id, outcome: 'abandoned', waits }
  return { id: plan.id, outcome: await visit(world, plan, waits, { comesBack: true }), waits }
}

/** From opening the chat to closing it. Who comes back does not ask the bot a second time. */
async function visit(world: World, plan: PlannedCustomer, waits: Waited[], { comesBack }: { comesBack: boolean }): Promise<Story['outcome']> {
  const { pacer } = world
  await using chat = await openChat(world, plan)
  if (!comesBack) {
    const answered = await chat.seen.waitFor(
      (all) => (all.some(isBotAnswer) ? true : undefined),
      () => chat.beganAt + BOT_WITHIN_SECONDS,
    )
    await pacer.until(pacer.second() + plan.readSeconds)
    if (answered !== null && plan.settledByBot && !chat.seen.all.some(({ view }) => view.kind === 'queued')) {
      await chat.post('/end')
      return 'bot'
    }
  }
  const askedAt = pacer.second()
  await chat.post('/person')
  const servedAt = await waitInLine(world, plan, chat, askedAt)
  waits.push({ askedAt, servedAt, leftAt: servedAt === null ? pacer.second() : null, told: chat.told })
  if (servedAt === null) {
    chat.isThere = false
    // Who is given an agent at this very moment is refused nothing: the agent finds him gone.
    if (plan.leaves === 'saying_so') await chat.post('/end')
    return 'abandoned'
  }
  await talk(world, plan, chat)
  return 'person'
}

type Chat = AsyncDisposable & {
  conversationId: ConversationId
  beganAt: number
  seen: Heard<CustomerEntry>
  told: readonly Told[]
  line: Line
  /** Whether he is still looking; his agent notices when he is not. */
  isThere: boolean
  post(path: string): Promise<Answer>
}

async function openChat(world: World, plan: PlannedCustomer): Promise<Chat> {
  const { pacer, desk } = world
  const externalId = `day-${plan.id}`
  const sign = (): Promise<string> =>
    customerToken(
      { externalId, name: `客户 ${plan.id}`, locale: plan.language, email: null },
      { secret: desk.identitySecret, issuer: 'simulated-day', now: pacer.now() },
    )
  const ask = (path: string, body: unknown): Promise<Answer> =>
    pacer.timed(
      must(async () => call(`${desk.url}/api/customer/conversations${path}`, 'POST', { authorization: `Bearer ${await sign()}` }, body), `customer ${path}`),
    )

  const beganAt = pacer.second()
  const message = { clientId: ClientId.parse(randomUUID()), text: plan.text, attachmentIds: [] }
  const opening = { clientId: randomUUID(), questionType: plan.questionType, language: plan.language, context: {}, transactionId: null, message }
  const started = ConversationStarted.parse((await ask('', opening)).body)
  const conversationId = ConversationId.parse(started.conversation.id)
  const seen = heard<CustomerEntry>(pacer)
  const told: Told[] = []
  const line = await openLine({
    url: desk.url,
    side: 'customer',
    token: await sign(),
    lost: (why) => world.fault(`customer ${plan.id}: ${why}`),
    hear(frame) {
      if (frame.t === 'entries') {
        const entries = frame.entries as readonly CustomerEntry[] // a customer's socket carries nothing else
        seen.add(entries)
        const newest = entries.at(-1)?.seq
        if (newest !== undefined) line.tell({ t: 'marks', conversationId, delivered: newest, read: newest })
      } else if (frame.t === 'state' && frame.state.wait !== null && frame.state.ahead !== null) {
        const last = told.at(-1)
        if (JSON.stringify(last?.wait) !== JSON.stringify(frame.state.wait)) told.push({ at: pacer.second(), wait: frame.state.wait })
      }
    },
  })
  line.tell({ t: 'subscribe', stream: `conversation:${conversationId}`, after: 0 })
  const chat: Chat = {
    conversationId,
    beganAt,
    seen,
    told,
    line,
    isThere: true,
    post: (path) => ask(`/${conversationId}${path}`, {}),
    async [Symbol.asyncDispose]() {
      chat.isThere = false
      line.close()
    },
  }
  world.chats.set(conversationId, { plan, isThere: () => chat.isThere })
  return chat
}

/** @returns when somebody took it; null = he has left, or is about to */
async function waitInLine({ pacer }: World, plan: PlannedCustomer, { seen }: Chat, askedAt: number): Promise<number | null> {
  const taken = (): CustomerEntry | undefined => seen.all.findLast(({ view }) => view.kind === 'joined_by')
  const patience = (): number => (taken() === undefined ? askedAt + plan.patienceSeconds : pacer.secondOf(taken()?.at ?? '') + STAYS_FOR_WORDS_SECONDS)
  const words = await seen.waitFor((all) => (all.some(isAgentMessage) ? true : undefined), patience)
  const by = taken()
  return words === null || by === undefined ? null : pacer.secondOf(by.at)
}

/** Answers what the agent says, as often as planned, until it is over. */
async function talk(world: World, plan: PlannedCustomer, { conversationId, seen, line }: Chat): Promise<void> {
  const { pacer } = world
  const latest = pacer.second() + TALKS_AT_MOST_SECONDS
  const isOver = (all: readonly CustomerEntry[]): boolean => all.some(({ view }) => view.kind === 'resolved' || view.kind === 'closed')
  for (const [index, seconds] of plan.typingSeconds.entries()) {
    const heardEnough = await seen.waitFor(
      (all) => (isOver(all) || all.filter(isAgentMessage).length > index ? true : undefined),
      () => latest,
    )
    if (heardEnough === null || isOver(seen.all)) break
    await pacer.until(pacer.second() + seconds)
    if (isOver(seen.all)) break
    await pacer.timed(line.say(conversationId, plan.language === 'en' ? 'Yes, that is right.' : '对，是这样的。'))
  }
  const ended = await seen.waitFor(
    (all) => (isOver(all) ? true : undefined),
    () => latest,
  )
  if (ended === null) world.fault(`customer ${plan.id}: the talk never ended`)
}

const isAgentMessage = ({ view }: CustomerEntry): boolean => view.kind === 'message' && view.from === 'agent'

/** What the bot says to the customer's own words; its greeting comes before them. */
function isBotAnswer({ view, seq }: CustomerEntry, _at: number, all: readonly CustomerEntry[]): boolean {
  const own = all.find((entry) => entry.view.kind === 'message' && entry.view.from === 'customer')
  return own !== undefined && seq > own.seq && view.kind === 'message' && view.from === 'bot'
}
