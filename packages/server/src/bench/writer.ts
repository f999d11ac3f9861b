/**
 * The message writer without sockets, as many layers of it as are asked for, in a process of its own: so many callers
 * wait, each for the message it has sent, and send the next one.
 */
import { performance } from 'node:perf_hooks'
import { sql } from 'kysely'
import { ROLE_PERMISSIONS } from '@yingda/protocol/permissions.ts'
import { ClientId, ConversationId, CustomerId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import { createApp } from '../app.ts'
import { postMessages, type PostMessage, type Posted } from '../modules/conversation/api.ts'
import type { Actor } from '../platform/actor.ts'
import { batched, type BatchCommand, type BatchItem } from '../platform/batched.ts'
import { openBus } from '../platform/bus.ts'
import { systemClock } from '../platform/clock.ts'
import { createRunner, type Runner } from '../platform/command.ts'
import { loadConfig } from '../platform/config.ts'
import { keepFor } from '../platform/kept.ts'
import { openDatabase, type Database } from '../platform/db/open.ts'
import { recordAfter, type StreamEntries } from '../platform/record.ts'
import { createLog } from '../platform/telemetry.ts'
import { newId } from '../platform/uuid.ts'
import { timesOf } from './load/plan.ts'
import type { Written } from './limits/group-commit.ts'
import { cpuUs } from './machine.ts'
import type { Seeded } from './seed.ts'

/** Each with everything before it: numbers and entries; rights, repeats and state; who owes an answer; those who react. */
export const LAYERS = ['writer', 'permission', 'obligation', 'reactions'] as const
export type Layer = (typeof LAYERS)[number]
export type WriterQuestion = {
  layer: Layer
  env: Readonly<Record<string, string>>
  articles: string
  seeded: Pick<Seeded, 'teamId' | 'pairs'>
  waiting: number
  warmUpMs: number
  measureMs: number
  body: string
  postgresPid: number
}

/** Numbers, entries and words, and nothing else: no other process writes these streams meanwhile. */
const bareWriter: BatchCommand<PostMessage, Posted> = async (ctx, items) => {
  const streams = [...Map.groupBy(items, ({ input }) => input.conversationId)]
  const ids = streams.map(([id]) => id)
  const { rows } = await sql<{ id: string; lastSeq: number; lastCustomerSeq: number }>`
    select id, last_seq as "lastSeq", last_customer_seq as "lastCustomerSeq" from stream where id = any(${ids}::uuid[]) for no key update`.execute(ctx.db)
  recordAfter(ctx, streams.map(entriesOf), new Map(rows.map((row) => [row.id, row])))
  return items.map(() => ({ ok: { at: 'new' } }))
}

const entriesOf = ([id, own]: [string, readonly BatchItem<PostMessage>[]]): StreamEntries => ({
  stream: { id, kind: 'conversation', customerId: null },
  entries: own.map(({ actor, input }) => ({
    type: 'message.posted',
    data: { clientId: input.clientId, attachmentIds: [], answer: null },
    forCustomer: true,
    actor,
    sent: { sender: actor.kind, clientId: input.clientId },
    content: { text: input.text, fileHashes: [] },
  })),
})

async function runnerFor({ layer, articles, env }: WriterQuestion, database: Database): Promise<Runner> {
  const { hot: db, transactHot: transact } = database
  if (layer !== 'reactions') return createRunner({ db, transact, bus: await openBus(), clock: systemClock, groupsFor: () => [], kept: keepFor(1000) })
  const config = loadConfig(env, { root: process.cwd() })
  const nodeId = newId(Date.now())
  const app = await createApp({ config, database, log: createLog(config.logLevel, nodeId), nodeId, clock: systemClock, articleFolder: articles })
  await app.start()
  await app.botLearned()
  return app.hot
}

/** Without obligations only agents speak, in conversations that owe no answer. */
function sendersOf({ layer, seeded }: WriterQuestion): { actor: Actor; conversationId: ConversationId }[] {
  return seeded.pairs.flatMap((pair) => {
    const conversationId = ConversationId.parse(pair.conversationId)
    const agent: Actor = {
      kind: 'staff',
      staffId: StaffId.parse(pair.staffId),
      name: '林晓',
      role: 'agent',
      permissions: new Set(ROLE_PERMISSIONS.agent),
      teamIds: [TeamId.parse(seeded.teamId)],
    }
    const customer: Actor = { kind: 'customer', customerId: CustomerId.parse(pair.customerId), signedIn: true }
    const speaks = layer === 'obligation' || layer === 'reactions' ? [customer, agent] : [agent]
    return speaks.map((actor) => ({ actor, conversationId }))
  })
}

async function measure(question: WriterQuestion): Promise<Written> {
  const database = openDatabase(question.env['DATABASE_URL'] ?? '', { max: 20 })
  const { run } = await runnerFor(question, database)
  const post = batched(run, question.layer === 'writer' ? bareWriter : postMessages, (input) => input.conversationId)
  const senders = sendersOf(question)
  const millis: number[] = []
  let measuring = false
  let stopped = false
  const caller = async (index: number): Promise<void> => {
    for (let turn = index; !stopped; turn += question.waiting) {
      const sender = senders[turn % senders.length]
      if (sender === undefined) return
      const { actor, conversationId } = sender
      const fromMs = performance.now()
      const clientId = ClientId.parse(newId(Date.now()))
      await post(actor, { conversationId, clientId, text: question.body, attachmentIds: [], followUp: 'nothing' })
      if (measuring) millis.push(performance.now() - fromMs)
    }
  }
  const callers = Array.from({ length: question.waiting }, (_, index) => caller(index))
  await new Promise((resolve) => setTimeout(resolve, question.warmUpMs))
  const [fromMs, postgres, own] = [performance.now(), cpuUs(question.postgresPid), process.cpuUsage()]
  measuring = true
  await new Promise((resolve) => setTimeout(resolve, question.measureMs))
  measuring = false
  const seconds = (performance.now() - fromMs) / 1000
  const spent = process.cpuUsage(own)
  const postgresUs = (cpuUs(question.postgresPid) - postgres) / millis.length
  stopped = true
  await Promise.all(callers)
  const { p50, p99 } = timesOf(millis)
  return { perSecond: millis.length / seconds, p50, p99, processUs: (spent.user + spent.system) / millis.length, postgresUs }
}

process.once('message', (question: WriterQuestion) => void measure(question).then((answer) => process.send?.(answer)))
