/** What is said of an incident goes to everybody who subscribed: the reaction that notices, and the jobs that send. */
import * as z from 'zod'
import { IncidentId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { addJob, TryAgain, type JobHandlers } from '../../../platform/jobs.ts'
import type { Reaction } from '../../../platform/react.ts'
import { CONFIRM_JOB, ConfirmPayload } from './ask.ts'
import { confirmLetter } from './letters.ts'
import { CONFIRM_WITHIN_MS } from './links.ts'
import type { Mailing } from './mailing.ts'
import { sendAll } from './send-all.ts'
import { sendTelling } from './send-telling.ts'
import { addressOfSubscriber, forgetUnconfirmed, queueMails, tellingsDue, type Telling } from './store.ts'

const JOB = 'incident.mail'
const SYSTEM = { kind: 'system' } as const
const Payload = z.strictObject({ incidentId: IncidentId, seq: z.int() })

export function incidentMails(mailing: Mailing): { reaction: Reaction; jobs: JobHandlers; lookAfter(): Promise<void> } {
  const { runner } = mailing
  return {
    reaction: {
      group: 'incident_mail',
      on: ['incident.opened', 'incident.planned', 'incident.updated', 'incident.ended'],
      handle: (entries) =>
        runner.run(SYSTEM, async (ctx) => {
          for (const { streamId, seq, at } of entries) {
            const telling = Payload.parse({ incidentId: streamId, seq })
            if (await queueMails(ctx, telling, at)) await addTellingJob(ctx, telling)
          }
        }),
    },
    jobs: {
      async [JOB](payload) {
        const telling = Payload.parse(payload)
        await sendTelling(mailing, telling)
        await runner.run(SYSTEM, (ctx) => tellWhatWaitedFor(ctx, telling))
      },
      [CONFIRM_JOB]: (payload) => sendConfirm(mailing, ConfirmPayload.parse(payload)),
    },
    /** Mails that were put off, or whose sender has died; and addresses that nobody has confirmed. */
    lookAfter: () =>
      runner.run(SYSTEM, async (ctx) => {
        await forgetUnconfirmed(ctx, new Date(ctx.now.getTime() - CONFIRM_WITHIN_MS))
        for (const telling of await tellingsDue(ctx)) await addTellingJob(ctx, telling)
      }),
  }
}

const addTellingJob = (ctx: CommandContext, { incidentId, seq }: Telling): Promise<void> =>
  addJob(ctx, { name: JOB, payload: { incidentId, seq }, key: `${JOB}:${incidentId}:${seq}`, maxAttempts: 3 })

/** What was said of the same incident since goes out behind what has just gone. */
async function tellWhatWaitedFor(ctx: CommandContext, { incidentId, seq }: Telling): Promise<void> {
  const waited = (await tellingsDue(ctx)).filter((one) => one.incidentId === incidentId && one.seq > seq)
  for (const telling of waited) await addTellingJob(ctx, telling)
}

/** Where nobody knows whether it was taken, it is not sent again: who misses it asks again. @throws TryAgain the mail server is away, refuses us, or says later */
async function sendConfirm({ runner, line, head, log }: Mailing, { subscriberId, language, mailId, askedAtMs }: z.infer<typeof ConfirmPayload>): Promise<void> {
  const email = await runner.query(SYSTEM, (ctx) => addressOfSubscriber(ctx, subscriberId))
  if (email === null) return
  const content = await confirmLetter({ mailId, subscriberId, email, language, askedAt: new Date(askedAtMs) }, head)
  const [outcome] = await sendAll({ line, from: head.from }, [{ to: email, content }])
  if (outcome === 'taken') return
  // Neither address nor words: what the server answers may repeat both.
  log.warn({ mail: mailId, ...outcome }, 'a confirmation mail was not taken')
  if (outcome === undefined || outcome.result === 'failed') throw new TryAgain('the mail server did not take a confirmation')
}
