/** The load, in a process of its own: plan in by message, words and the result out by message. */
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { talkToEcho } from './echo-talker.ts'
import { timesOf, type LoadPlan, type LoadResult, type LoadWord } from './plan.ts'
import { talk, type Heard, type Talker } from './talker.ts'

/** `inTime`: said within the measured time. */
type Message = { atMs: number; inTime: boolean; aside: boolean; acknowledged: boolean; delivered: boolean; next: (() => void) | null }

const tell = (word: LoadWord): void => void process.send?.(word)
const CONNECTING_AT_ONCE = 40

async function connectAll(plan: LoadPlan, heard: Heard): Promise<Talker[]> {
  const talkers: Talker[] = []
  for (let from = 0; from < plan.parties.length; from += CONNECTING_AT_ONCE) {
    const some = plan.parties.slice(from, from + CONNECTING_AT_ONCE)
    talkers.push(
      ...(await Promise.all(some.map((party, index) => (plan.to === 'echo' ? talkToEcho(plan.origin, heard) : talk(plan.origin, party, from + index, heard))))),
    )
  }
  return talkers
}

async function generate(plan: LoadPlan): Promise<LoadResult> {
  const open = new Map<string, Message>()
  const acknowledgedMs: number[] = []
  const deliveredMs: number[] = []
  const asideMs: number[] = []
  const counts = { sent: 0, delivered: 0, doubled: 0, refused: 0 }
  /** What another load has said in these conversations before is not of this one. */
  const delivered = new Set<string>()
  const ours = process.pid.toString(36)
  let measuring = false
  let stopped = false

  const complete = (id: string, message: Message): void => {
    if (!message.acknowledged || !message.delivered) return
    open.delete(id)
    message.next?.()
  }
  const heard: Heard = {
    acknowledged(id) {
      const message = open.get(id)
      if (message === undefined) return
      message.acknowledged = true
      // What is held up is heard of when the measured time is over.
      if (message.aside ? message.inTime : measuring) (message.aside ? asideMs : acknowledgedMs).push(performance.now() - message.atMs)
      complete(id, message)
    },
    delivered(id) {
      const message = open.get(id)
      if (message === undefined || message.delivered) return void (counts.doubled += delivered.has(id) ? 1 : 0)
      delivered.add(id)
      message.delivered = true
      counts.delivered += 1
      if (measuring && !message.aside) deliveredMs.push(performance.now() - message.atMs)
      complete(id, message)
    },
    refused(id, why) {
      counts.refused += 1
      if (counts.refused <= 3) process.stderr.write(`refused: ${why}\n`)
      const message = id === null ? undefined : open.get(id)
      if (id === null || message === undefined) return
      open.delete(id)
      message.next?.()
    },
  }

  const talkers = await connectAll(plan, heard)
  const say = (index: number, atMs: number, next: (() => void) | null): void => {
    const id = `${ours}-${((counts.sent += 1)).toString(36)}`
    const aside = plan.parties[index]?.conversationId === plan.asideConversationId
    open.set(id, { atMs, inTime: measuring, aside, acknowledged: false, delivered: false, next })
    talkers[index]?.say(id, plan.body)
  }
  const stopSaying = plan.pace.kind === 'closed' ? keepInFlight(plan.pace.inFlight) : sayOnTime(plan.pace.perSecond)

  function keepInFlight(inFlight: number): () => void {
    for (let index = 0; index < talkers.length; index += 1) {
      const again = (): void => void (stopped || say(index, performance.now(), again))
      for (let count = 0; count < inFlight; count += 1) again()
    }
    return () => {}
  }
  function sayOnTime(perSecond: number): () => void {
    const from = performance.now()
    let count = 0
    const timer = setInterval(() => {
      for (let dueMs = from; (dueMs = from + (count * 1000) / perSecond) <= performance.now(); count += 1) say((count * 7919) % talkers.length, dueMs, null)
    }, 1)
    return () => clearInterval(timer)
  }

  await wait(plan.warmUpMs)
  tell({ word: 'measuring' })
  measuring = true
  const before = { atMs: performance.now(), delivered: counts.delivered, cpu: process.cpuUsage() }
  await wait(plan.measureMs)
  measuring = false
  tell({ word: 'measured' })
  const seconds = (performance.now() - before.atMs) / 1000
  const deliveredThen = counts.delivered - before.delivered
  const cpu = process.cpuUsage(before.cpu)
  stopped = true
  stopSaying()
  for (let waited = 0; waited < plan.drainMs && open.size > 0; waited += 50) await wait(50)
  for (const talker of talkers) talker.close()
  return {
    perSecond: deliveredThen / seconds,
    delivered: deliveredThen,
    acknowledgedMs: timesOf(acknowledgedMs),
    deliveredMs: timesOf(deliveredMs),
    asideMs: timesOf(asideMs),
    sent: counts.sent,
    lost: open.size,
    doubled: counts.doubled,
    refused: counts.refused,
    generatorUs: (cpu.user + cpu.system) / deliveredThen,
  }
}

process.once('message', (plan: LoadPlan) => {
  generate(plan)
    .then(
      (result) => tell({ word: 'done', result }),
      (error: unknown) => tell({ word: 'failed', why: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    )
    .finally(() => process.disconnect())
})
