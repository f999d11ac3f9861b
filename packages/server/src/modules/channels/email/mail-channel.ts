import type { Language } from '@yingda/protocol/language.ts'
import type { Logger } from 'pino'
import type { QueryContext, Runner } from '../../../platform/command.ts'
import type { MailConfig } from '../../../platform/config/mail.ts'
import { faultOf, mailFault } from '../../../platform/mail/mail-fault.ts'
import type { MailLine } from '../../../platform/mail/line.ts'
import { ATTEMPT_WITHIN_MS } from '../../../platform/mail/smtp.ts'
import { accessConversation, readTimeline } from '../../conversation/api.ts'
import { addressesOf } from '../address.ts'
import type { Channel, Outcome, Parcel } from '../channel.ts'
import { composeMail, type Letter } from './compose.ts'

export type MailOptions = { runner: Runner; mail: MailConfig; line: MailLine; brand: Readonly<Record<Language, string>>; timeZone: string; log: Logger }

const SYSTEM = { kind: 'system' } as const

/**
 * Mail out, by SMTP. There is no asking a mail server whether it has a mail: one whose outcome is unknown is offered again
 * under the same Message-ID, by which mail servers and mail programs know it as the same.
 */
export function mailChannel(options: MailOptions): Channel {
  return {
    name: 'email',
    async send(parcels) {
      const outcomes = new Map<string, Outcome>()
      for (const parcel of parcels) outcomes.set(parcel.key, await sendOne(options, parcel))
      return outcomes
    },
  }
}

async function sendOne({ runner, mail, line, brand, timeZone, log }: MailOptions, parcel: Parcel): Promise<Outcome> {
  const deadline = performance.now() + ATTEMPT_WITHIN_MS
  const letter = await runner.query(SYSTEM, (ctx) => letterFor(ctx, parcel))
  if (letter === null) return { result: 'absent' }
  if (letter.answers.length === 0) return { result: 'reached' }
  const content = await composeMail(letter, { from: mail.from, link: mail.link, brand: brand[letter.language], timeZone })
  // Found away just now: each of many would find the same, and take its time over it.
  if (!line.mayTry(parcel)) return { result: 'failed', reason: 'mail_server_away' }
  let hasBegun = false
  const whenAskedFor = (): Buffer => {
    // A process that stood still may find that its claim is over and somebody else is sending.
    if (performance.now() > deadline || parcel.isHeld?.() === false) throw new Error('the claim on this mail is over')
    hasBegun = true
    return content
  }
  try {
    await line.talk(ATTEMPT_WITHIN_MS, (session) => session.send({ from: mail.from, to: [letter.to], size: content.length }, whenAskedFor))
    line.heard(null)
    return { result: 'accepted' }
  } catch (error) {
    const fault = faultOf(error)
    const outcome = mailFault(fault, hasBegun)
    line.heard(outcome.reason)
    // Neither address nor words: what the server answers may repeat both.
    log.warn({ mail: parcel.key, ...outcome, ...fault }, 'a mail was not taken')
    return outcome
  }
}

/** Null when no address is known. What was redacted meanwhile is left out. */
async function letterFor(ctx: QueryContext, { key, conversationId, answers }: Parcel): Promise<Letter | null> {
  const conversation = await accessConversation(ctx, conversationId)
  const to = (await addressesOf(ctx, [{ conversation_id: conversationId, customer_id: conversation.customer_id }])).get(conversationId)
  if (to === undefined) return null
  const seqs = answers.map((answer) => answer.seq)
  const from = Math.min(...seqs)
  const entries = await readTimeline(ctx, conversationId, { after: from - 1, limit: Math.max(...seqs) - from + 1 })
  const sent = entries.filter((entry) => seqs.includes(entry.seq) && entry.content?.redacted === false)
  return {
    id: key,
    to,
    conversationId,
    reference: conversation.reference,
    language: conversation.language,
    withWords: !conversation.restricted,
    askedFor: sent.some(({ entry }) => entry.type === 'message.posted' && entry.data.byMail === true),
    answers: sent.map(answerOf),
  }
}

const answerOf = ({ actor, at, content }: Awaited<ReturnType<typeof readTimeline>>[number]): Letter['answers'][number] => ({
  from: actor.kind === 'agent' || actor.kind === 'bot' ? actor.name : '',
  at: new Date(at),
  text: content?.text ?? '',
  files: content?.attachments.length ?? 0,
})
