/** One agent works his shift: signs in, takes what is routed to him, answers and resolves it, takes his breaks, goes home. */
import type { PlannedAgent, Span } from '@yingda/simulator/day/agents.ts'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import { ConversationId, type StaffId } from '@yingda/protocol/ids.ts'
import { call, must, openLine, type Answer, type Line } from './door.ts'
import { emailOf } from './staff.ts'
import type { World } from './world.ts'

/** When he took new conversations, and when each one he had took a place of his; in seconds of the day. */
export type Worked = { capacity: number; available: readonly Span[]; held: readonly Span[] }

/** Who finds nobody there any more says what there is to say, and closes. */
const NOBODY_THERE_SECONDS = 150

export async function workAsAgent(world: World, plan: PlannedAgent): Promise<Worked> {
  const { pacer } = world
  const [available, held] = [[] as Span[], [] as Span[]]
  await pacer.until(plan.shift.from, world.isEmpty)
  if (world.isEmpty()) return { capacity: plan.capacity, available, held }
  const own = await startShift(world, plan, held)
  let since = Math.max(plan.shift.from, pacer.second())
  for (const pause of plan.breaks.filter(({ from }) => from > since)) {
    await pacer.until(pause.from, world.isEmpty)
    if (world.isEmpty()) break
    await own.setAvailable(false)
    available.push({ from: since, until: pacer.second() })
    await pacer.until(pause.until, world.isEmpty)
    await own.setAvailable(true)
    since = pacer.second()
  }
  // Whoever is there at the end stays until nobody is left.
  await pacer.until(plan.shift.until < world.closesAt ? plan.shift.until : Infinity, world.isEmpty)
  await own.setAvailable(false)
  available.push({ from: since, until: pacer.second() })
  await own.finish()
  return { capacity: plan.capacity, available, held }
}

type Own = { setAvailable(available: boolean): Promise<void>; finish(): Promise<void> }
type Doors = { staffId: StaffId; headers: Readonly<Record<string, string>>; ask(method: 'POST' | 'PUT', path: string, body: unknown): Promise<Answer> }

async function startShift(world: World, plan: PlannedAgent, held: Span[]): Promise<Own> {
  const doors = await signIn(world, plan)
  const working = new Map<ConversationId, Promise<void>>()
  const take = (entry: StaffEntry): void => {
    const { conversationId } = entry
    if (entry.entry.type !== 'conversation.assigned' || entry.entry.data.agentId !== doors.staffId || working.has(conversationId)) return
    const work = attend(world, { doors, line }, { conversationId, since: world.pacer.secondOf(entry.at) })
      .then((until) => void held.push({ from: world.pacer.secondOf(entry.at), until }))
      .catch((error: unknown) => world.fault(`agent ${plan.id}: ${String(error)}`))
      .finally(() => {
        working.delete(conversationId)
        line.tell({ t: 'unsubscribe', stream: `conversation:${conversationId}` })
      })
    working.set(conversationId, work)
  }
  const line: Line = await openLine({
    url: world.desk.url,
    side: 'staff',
    headers: doors.headers,
    token: null,
    lost: (why) => world.fault(`agent ${plan.id}: ${why}`),
    hear(frame) {
      if (frame.t === 'changed')
        for (const id of frame.conversationIds) {
          const conversationId = ConversationId.parse(id)
          if (!working.has(conversationId)) line.tell({ t: 'subscribe', stream: `conversation:${conversationId}`, after: 0 })
        }
      else if (frame.t === 'entries') {
        const entries = frame.entries as readonly StaffEntry[] // a staff socket carries nothing else
        const newest = entries.findLast(({ entry }) => /^conversation\.(assigned|queued|transferred|resolved|closed)$/.test(entry.type))
        if (newest !== undefined) take(newest)
      }
    },
  })
  line.tell({ t: 'subscribe', stream: `desk:${doors.staffId}`, after: 0 })
  const setAvailable = async (available: boolean): Promise<void> => void (await doors.ask('PUT', '/session/availability', { available }))
  await setAvailable(true)
  return {
    setAvailable,
    async finish() {
      while (working.size > 0) await Promise.all(working.values())
      await doors.ask('POST', '/session/sign-out', {})
      line.close()
    },
  }
}

type Attending = { doors: Doors; line: Line }

/** First words, a few in between, the last ones, and resolved. @returns when the place was free again */
async function attend(world: World, { doors, line }: Attending, { conversationId, since }: { conversationId: ConversationId; since: number }): Promise<number> {
  const { pacer } = world
  const chat = world.chats.get(conversationId)
  if (chat === undefined) throw new Error(`conversation ${conversationId} is nobody's`)
  const { firstReplySeconds, handleSeconds, typingSeconds } = chat.plan
  const rounds = typingSeconds.length
  const say = (text: string): Promise<void> => pacer.timed(line.say(conversationId, text))
  await pacer.until(since + firstReplySeconds)
  await say('您好，我来帮您看一下。')
  const isThere = chat.isThere()
  const until = since + (isThere ? handleSeconds : Math.min(handleSeconds, firstReplySeconds + NOBODY_THERE_SECONDS))
  for (let round = 1; isThere && round < rounds; round += 1) {
    await pacer.until(since + firstReplySeconds + ((handleSeconds - firstReplySeconds) * round) / rounds)
    await say('查到了，请您再确认一下金额和时间。')
  }
  await pacer.until(until - 5)
  await say(isThere ? '已经处理好了，谢谢您的等待。' : '您离开了，我们的答复留在这里。')
  await pacer.until(until)
  await doors.ask('POST', `/conversations/${conversationId}/resolve`, { outcome: isThere ? 'fixed' : 'answered' })
  return pacer.second()
}

async function signIn({ desk, pacer }: World, plan: PlannedAgent): Promise<Doors> {
  const base = `${desk.url}/api/staff`
  const { cookies } = await must(() => call(`${base}/session/demo`, 'POST', { origin: desk.url }, { email: emailOf(plan) }), 'signing in')
  const pairs = cookies.map((cookie) => cookie.split(';')[0] ?? '')
  const csrf = pairs.find((pair) => pair.startsWith('yingda_csrf='))?.slice('yingda_csrf='.length) ?? ''
  const headers = { cookie: pairs.join('; '), origin: desk.url, 'x-yingda-csrf': decodeURIComponent(csrf) }
  const me = await must(() => call(`${base}/session`, 'GET', headers), 'who am I')
  const { id } = me.body as { id: StaffId } // as the contract says
  return {
    staffId: id,
    headers,
    ask: (method, path, body) => pacer.timed(must(() => call(`${base}${path}`, method, headers, body), `agent ${path}`)),
  }
}
