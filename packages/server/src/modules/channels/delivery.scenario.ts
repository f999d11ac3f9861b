/** A desk's deliveries without its server: commands, reaction and a real mail server, under a clock that stands. */
import { sql } from 'kysely'
import pino from 'pino'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { CustomerActor, StaffActor } from '../../platform/actor.ts'
import { batched } from '../../platform/batched.ts'
import { openBus } from '../../platform/bus.ts'
import { createRunner } from '../../platform/command.ts'
import { smtpServerOf } from '../../platform/config/mail.ts'
import { openMailLine } from '../../platform/mail/line.ts'
import type { Patience } from '../../platform/mail/smtp.ts'
import { groupsByType, startReactions, type Reaction } from '../../platform/react.ts'
import { aClientId, aConversation, aCustomer, anAgent, aTeam, SYSTEM } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { startMailServer, type MailServer } from '../../testing/mail-server.ts'
import { until } from '../../testing/settle.ts'
import { assignConversation, postMessages, readTimeline, requestCallBack, setMarks } from '../conversation/api.ts'
import type { Channel } from './channel.ts'
import type { Delivering } from './delivering.ts'
import { mailChannel } from './email/mail-channel.ts'
import { lookAtMails, lookAtUndelivered, lookAtWeb } from './look.ts'
import { deliveryReaction, joinedReaction } from './reaction.ts'
import { sendMail, type MailJob } from './send-mail.ts'
import type { DeliveryRecord } from './tables.ts'
import { webChannel } from './web/web-channel.ts'

export const MINUTE_MS = 60_000
const log = pino({ level: 'silent' })

export async function aDeliveringDesk() {
  const database = await testDatabase()
  const { db } = database
  const clock = fixedClock()
  const bus = await openBus()
  const reactions: Reaction[] = []
  const runner = createRunner({ db, bus, clock, groupsFor: (...asked) => groupsByType(reactions)(...asked) })
  reactions.push(deliveryReaction({ runner, afterMinutes: 5 }), joinedReaction(runner))
  const reacting = startReactions({ db, bus, log, reactions })
  database.beforeDrop(() => reacting.stop())
  const mails: MailServer = await startMailServer()
  database.beforeDrop(() => mails.stop())

  // Its doors stay closed here: nobody comes in.
  const web = webChannel({ runner, doors: {} as Parameters<typeof webChannel>[0]['doors'] })
  const mailTo = (url: string, patience?: Patience): Channel =>
    mailChannel({
      runner,
      mail: { smtp: smtpServerOf(url), from: 'desk@wallet.example', link: null },
      line: openMailLine(smtpServerOf(url), { now: () => clock.now(), ...(patience === undefined ? {} : { patience }) }),
      brand: { 'zh-CN': '云禾钱包', en: 'Yunhe Wallet' },
      timeZone: 'Asia/Shanghai',
      log,
    })
  const delivering: Delivering = { runner, web, mail: mailTo(mails.url), log }
  const post = batched(runner.run, postMessages, (message) => message.conversationId)

  /** A customer's conversation that an agent holds. `asked`: the answer was asked for by mail, at the known address (null) or another. */
  async function held({
    email = 'chen@example.cn' as string | null,
    asked = undefined as { email: string | null } | undefined,
  } = {}): Promise<{ id: ConversationId; agent: StaffActor; customer: CustomerActor }> {
    const teamId = await aTeam(db)
    const agent = await anAgent(db, { teamIds: [teamId] })
    const customer = await aCustomer(db)
    await sql`update customer set email = ${email} where id = ${customer.customerId}`.execute(db)
    const { id } = await aConversation(runner, customer, { teamId, status: 'waiting' })
    if (asked !== undefined)
      await runner.run(customer, (ctx) =>
        requestCallBack(ctx, { conversationId: id, channel: 'mail', number: null, email: asked.email, from: null, hasMail: true }),
      )
    await runner.run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'routed' }))
    return { id, agent, customer }
  }

  const noted = () =>
    until('reactions are done', async () => (await sql`select from reaction_due where due_seq > handled_seq limit 1`.execute(db)).rows.length === 0)

  return {
    database,
    db,
    clock,
    runner,
    mails,
    mailTo,
    delivering,
    held,
    noted,
    /** @returns the message's seq */
    async say(actor: StaffActor | CustomerActor, conversationId: ConversationId, text: string): Promise<number> {
      const posted = await post(actor, { conversationId, clientId: aClientId(), text, attachmentIds: [], followUp: 'nothing' })
      await noted()
      if (posted.at !== 'here') throw new Error('the words went elsewhere')
      return posted.seq
    },
    async mark(conversationId: ConversationId, marks: { delivered: number; read: number }): Promise<void> {
      await runner.run(SYSTEM, (ctx) => setMarks(ctx, { conversationId, party: 'customer', ...marks }))
    },
    async deliveries(conversationId: ConversationId): Promise<DeliveryRecord[]> {
      return (await sql<DeliveryRecord>`select * from delivery where conversation_id = ${conversationId} order by seq`.execute(db)).rows
    },
    /** One look, and every mail that became due with it; as `by`. */
    async deliver(by: Delivering = delivering): Promise<void> {
      await lookAtWeb(by)
      await lookAtMails(by)
      await lookAtUndelivered(by, null)
      await lookAtWeb(by)
      for (const job of await takeJobs()) await sendMail(by, job)
    },
    mailJobs: takeJobs,
    told: async (conversationId: ConversationId) => {
      const entries = await runner.query(SYSTEM, (ctx) => readTimeline(ctx, conversationId, { after: 0, limit: 500 }))
      return entries.filter((one) => one.entry.type.startsWith('message.') && one.entry.type !== 'message.posted')
    },
  }

  /** As the job runner would: each job once. */
  async function takeJobs(): Promise<MailJob[]> {
    const { rows } = await sql<{ payload: MailJob }>`
      delete from graphile_worker._private_jobs where key like 'channels.mail:%' and run_at <= now() returning payload`.execute(db)
    return rows.map((row) => row.payload)
  }
}
