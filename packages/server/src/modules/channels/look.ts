/**
 * Every two seconds on every worker: which answers have been on the web for their time and were not read, which mails are
 * to be tried again, and which of those that reached nobody have reached somebody after all. Trusts the tables alone; two
 * may look at once.
 */
import { repeatEvery } from '../../platform/repeat.ts'
import { addressesOf } from './address.ts'
import type { Parcel } from './channel.ts'
import { SYSTEM, type Delivering } from './delivering.ts'
import { addMailJob, handOver, lookAgainAt, type Looked } from './hand-over.ts'
import { answersDue, forget, moveTo, takeMailsDue, undeliveredAfter } from './store.ts'
import type { DeliveryRecord } from './tables.ts'

const LOOK_EVERY_MS = 2000
/** What one look takes in hand of each kind; the next look takes more. */
const MOST = 500

export function startDelivering(delivering: Delivering): { stop(): Promise<void> } {
  let page: DeliveryRecord | null = null
  const look = async (): Promise<void> => {
    await lookAtWeb(delivering)
    await lookAtMails(delivering)
    page = await lookAtUndelivered(delivering, page)
  }
  return { stop: repeatEvery(LOOK_EVERY_MS, look, (error) => delivering.log.warn({ err: error }, 'could not look after deliveries; trying again')) }
}

/** What was read is forgotten; what was not, or was asked for by mail, goes on to the next channel, each conversation in a transaction of its own. */
export async function lookAtWeb(delivering: Delivering): Promise<void> {
  const { runner, log, mail } = delivering
  const due = await runner.query(SYSTEM, (ctx) => answersDue(ctx, MOST))
  if (due.length === 0) return
  const looked = await onWeb(delivering, due)
  const isDone = ({ row, onWeb: { result } }: Looked): boolean => result === 'reached' && !(row.by_mail && mail !== null)
  await runner.run(SYSTEM, (ctx) =>
    forget(
      ctx,
      looked.filter(isDone).map(({ row }) => row),
    ),
  )
  const unread = Map.groupBy(
    looked.filter((one) => !isDone(one)),
    ({ row }) => row.conversation_id,
  )
  for (const [conversationId, own] of unread) {
    await runner
      .run(SYSTEM, (ctx) => handOver(ctx, delivering, conversationId, own))
      .catch((error: unknown) => log.error({ err: error, conversationId }, 'unread answers could not be handed over; trying again'))
  }
}

export async function lookAtMails({ runner }: Delivering): Promise<void> {
  await runner.run(SYSTEM, async (ctx) => {
    for (const mailId of await takeMailsDue(ctx, lookAgainAt(ctx), MOST)) await addMailJob(ctx, mailId)
  })
}

/**
 * One page of what reached nobody: has the customer seen it by now, is there a way by now? @returns where the next look
 * goes on; null = from the beginning
 */
export async function lookAtUndelivered(delivering: Delivering, after: DeliveryRecord | null): Promise<DeliveryRecord | null> {
  const { runner, mail } = delivering
  const page = await runner.query(SYSTEM, (ctx) => undeliveredAfter(ctx, after, MOST))
  if (page.length === 0) return null
  const looked = await onWeb(delivering, page)
  await runner.run(SYSTEM, async (ctx) => {
    const arrived = looked.filter(({ row, onWeb: { result } }) => result === 'reached' || (result === 'accepted' && !row.by_mail)).map(({ row }) => row)
    await moveTo(ctx, arrived, { from: 'undelivered', state: 'reached', nextAttemptAt: null })
    const stuck = mail === null ? [] : page.filter((row) => !arrived.includes(row) && NO_WAY.includes(row.reason))
    const addresses = await addressesOf(ctx, stuck)
    const afresh = stuck.filter((row) => row.reason === 'no_mail_channel' || addresses.has(row.conversation_id))
    await moveTo(ctx, afresh, { from: 'undelivered', state: 'due', channel: 'web', nextAttemptAt: ctx.now })
  })
  return page.length < MOST ? null : (page.at(-1) ?? null)
}

/** There was no mail, or nobody to write to. */
const NO_WAY: readonly DeliveryRecord['reason'][] = ['no_mail_channel', 'no_address']

const keyOf = ({ conversation_id, seq }: DeliveryRecord): string => `${conversation_id}:${seq}`

/** How far each has come on the web. */
export async function onWeb({ web }: Delivering, rows: readonly DeliveryRecord[]): Promise<Looked[]> {
  const parcels: Parcel[] = rows.map((row) => ({
    key: keyOf(row),
    conversationId: row.conversation_id,
    answers: [{ seq: row.seq, customerSeq: row.customer_seq }],
  }))
  const outcomes = await web.send(parcels)
  return rows.map((row) => ({ row, onWeb: outcomes.get(keyOf(row)) ?? { result: 'absent' } }))
}
