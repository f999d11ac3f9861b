/** Subscribers without a server around them: commands, reaction, jobs and a real mail server, under a clock that stands. */
import { sql } from 'kysely'
import pino from 'pino'
import type { Language } from '@yingda/protocol/language.ts'
import { IncidentId } from '@yingda/protocol/ids.ts'
import { smtpServerOf } from '../../../platform/config/mail.ts'
import { openMailLine } from '../../../platform/mail/line.ts'
import type { Patience } from '../../../platform/mail/smtp.ts'
import type { RecordedEntry } from '../../../platform/react.ts'
import { aClientId, anAgent, aServer, SYSTEM } from '../../../testing/builders.ts'
import { testDatabase } from '../../../testing/database.ts'
import { fixedClock } from '../../../testing/fixed-clock.ts'
import { startMailServer } from '../../../testing/mail-server.ts'
import { openIncident } from '../commands/open-incident.ts'
import { updateIncident, endIncident } from '../commands/update-incident.ts'
import { componentsHere } from '../components.ts'
import { askToSubscribe } from './ask.ts'
import { subscriptionLinks } from './links.ts'
import type { Mailing } from './mailing.ts'
import { confirmSubscriber } from './store.ts'
import { incidentMails } from './tell-by-mail.ts'

const WORDS = { textZh: '正在查', textEn: 'Looking into it' }

export async function subscribedDesk() {
  const database = await testDatabase()
  const { db } = database
  const clock = fixedClock()
  const { runner } = await aServer(db, clock)
  const mails = await startMailServer()
  database.beforeDrop(() => mails.stop())
  const components = componentsHere({ hasWallet: true, hasEmail: true, functions: [{ key: 'fn.topup', name: { 'zh-CN': '充值', en: 'Top-ups' } }] })
  const links = subscriptionLinks('a-secret-of-32-characters-xxxxxxx', 'https://desk.example')
  const brand = { 'zh-CN': '云禾钱包', en: 'Yunhe Wallet' }
  const mailing = (url: string, patience?: Patience): Mailing => ({
    runner,
    line: openMailLine(smtpServerOf(url), { now: () => clock.now(), ...(patience === undefined ? {} : { patience }) }),
    head: { from: 'desk@wallet.example', brand, timeZone: 'Asia/Shanghai', components, links, page: 'https://desk.example/status' },
    log: pino({ level: 'silent' }),
  })
  const workerOf = (url: string, patience?: Patience) => incidentMails(mailing(url, patience))
  const worker = workerOf(mails.url)
  const lead = await anAgent(db, { role: 'lead', name: '何佳' })

  /** Everything that was ever said, as a repeated reaction gets it. */
  async function react(by = worker): Promise<void> {
    const { rows } = await sql<RecordedEntry>`
      select stream_id as "streamId", seq, type, data, at from entry where type = any(${[...by.reaction.on]}) order by stream_id, seq`.execute(db)
    await by.reaction.handle(rows)
  }
  /** Each job that is due, once. @returns how many there were */
  async function work(by = worker): Promise<number> {
    const { rows } = await sql<{ name: string; payload: unknown }>`
      delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
      where t.id = j.task_id and t.identifier in ('incident.mail', 'incident.confirm') and j.run_at <= now()
      returning t.identifier as name, j.payload`.execute(db)
    for (const { name, payload } of rows) await by.jobs[name]?.(payload)
    return rows.length
  }
  const subscribers = async () =>
    (
      await sql<{ id: string; email: string; language: Language; confirmed: boolean }>`
      select id, email, language, confirmed_at is not null as confirmed from incident_subscriber order by id`.execute(db)
    ).rows
  const ask = (email: string, language: Language = 'zh-CN') => runner.run(SYSTEM, (ctx) => askToSubscribe(ctx, { email, language }))

  return {
    db,
    clock,
    runner,
    mails,
    links,
    worker,
    workerOf,
    react,
    work,
    ask,
    subscribers,
    waiting: async () => (await sql<{ n: number }>`select count(*) as n from incident_mail`.execute(db)).rows[0]?.n ?? 0,
    /** Asked and confirmed, without the mail between. */
    async subscribe(email: string, language: Language = 'zh-CN'): Promise<string> {
      await ask(email, language)
      const id = (await subscribers()).find((one) => one.email === email)?.id ?? ''
      await runner.run(SYSTEM, (ctx) => confirmSubscriber(ctx, { id, language }))
      await sql`delete from graphile_worker._private_jobs where key like 'incident.confirm:%'`.execute(db)
      return id
    },
    open: async (): Promise<IncidentId> =>
      runner.run(lead, (ctx) =>
        openIncident(ctx, components, {
          clientId: aClientId(),
          titleZh: '充值到账变慢',
          titleEn: 'Top-ups are slow',
          severity: 'major',
          components: ['fn.topup'],
          state: 'investigating',
          startedAt: null,
          ...WORDS,
        }),
      ),
    say: (id: IncidentId) =>
      runner.run(lead, (ctx) =>
        updateIncident(ctx, components, { id, clientId: aClientId(), state: 'identified', severity: null, components: null, endsAt: null, ...WORDS }),
      ),
    end: (id: IncidentId) => runner.run(lead, (ctx) => endIncident(ctx, { id, clientId: aClientId(), state: 'resolved', ...WORDS })),
  }
}
