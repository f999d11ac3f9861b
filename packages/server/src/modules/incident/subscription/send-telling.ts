import { isTriedAgainUnknown, pauseAfterMs } from '@yingda/domain/delivery/retries.ts'
import { evolveIncident, type Incident } from '@yingda/domain/incident/state.ts'
import type { CommandContext, Runner } from '../../../platform/command.ts'
import { holdMails, type IsHeld } from '../../../platform/mail/claim.ts'
import { saidOf } from '../store.ts'
import { incidentLetter, type Told } from './letters.ts'
import type { Mailing } from './mailing.ts'
import { sendAll, type Sent } from './send-all.ts'
import { claimMails, countRefused, dropMails, putOffMails, renewMails, type ClaimedMail, type Telling } from './store.ts'

const SYSTEM = { kind: 'system' } as const
const PORTION = 50
/** So many connections to the mail server at once: each mail waits for the answer to the one before it. */
const LANES = 4
/** Some two hours: what was so then is not news any more, and the page has it. */
const MOST_ATTEMPTS = 12
/** An address that is refused so often in a row, each time of another incident and on another day, is nobody's any more. */
const MOST_REFUSED = 3

/** Portion by portion, until all have been tried; of any number who do this at once each mail has one. */
export async function sendTelling(mailing: Mailing, telling: Telling): Promise<void> {
  const told = await toldOf(mailing.runner, telling)
  if (told === null) return
  await Promise.all(Array.from({ length: LANES }, () => sendPortions(mailing, telling, told)))
}

async function sendPortions(mailing: Mailing, telling: Telling, told: Told): Promise<void> {
  const { runner, line, log } = mailing
  while (!line.isStopped()) {
    const sinceMs = performance.now()
    const claimed = await runner.run(SYSTEM, (ctx) => claimMails(ctx, telling, PORTION))
    if (claimed.length === 0) return
    const renew = (): Promise<boolean> => runner.run(SYSTEM, (ctx) => renewMails(ctx, telling, claimed))
    await holdMails({ sinceMs, renew, log }, (isHeld) => sendPortion(mailing, telling, { told, claimed, isHeld }))
  }
}

async function toldOf({ query }: Runner, { incidentId, seq }: Telling): Promise<Told | null> {
  const all = (await query(SYSTEM, (ctx) => saidOf(ctx, [incidentId]))).filter((one) => one.seq <= seq)
  const said = all.at(-1)
  const incident = all.reduce<Incident | null>((state, { entry, at }) => evolveIncident(state, entry, at.toISOString()), null)
  return said?.seq === seq && incident !== null ? { incident, said } : null
}

type Portion = { told: Told; claimed: readonly ClaimedMail[]; isHeld: IsHeld }

async function sendPortion({ runner, line, head, log }: Mailing, telling: Telling, { told, claimed, isHeld }: Portion): Promise<void> {
  const mails = await Promise.all(claimed.map(async (mail) => ({ to: mail.email, content: await incidentLetter(told, mail, head) })))
  const sent = await sendAll({ line, from: head.from, isHeld }, mails)
  const outcomes = claimed.map((mail, index): Outcome => ({ mail, sent: sent[index] ?? null }))
  const lost = await runner.run(SYSTEM, (ctx) => writeDown(ctx, telling, outcomes))
  // Neither addresses nor words: what the server answers may repeat both.
  const faults = sent.filter((one) => one !== 'taken').map(({ reason }) => reason)
  if (faults.length > 0 || lost > 0)
    log.warn({ ...telling, faults: [...new Set(faults)], of: claimed.length, givenUp: lost }, 'not every subscriber could be told')
}

/** `sent` null: not tried, since the mail server is away. */
type Outcome = { mail: ClaimedMail; sent: Sent | null }

/** @returns how many are given up */
async function writeDown(ctx: CommandContext, telling: Telling, outcomes: readonly Outcome[]): Promise<number> {
  const idsOf = (some: readonly Outcome[]): string[] => some.map(({ mail }) => mail.subscriberId)
  const taken = outcomes.filter(({ sent }) => sent === 'taken')
  const refused = outcomes.filter(({ sent }) => isFault(sent) && sent.result === 'refused')
  const rest = outcomes.filter(({ sent }) => sent === null || (isFault(sent) && sent.result !== 'refused'))
  const isLost = (one: Outcome): boolean => one.mail.attempts >= MOST_ATTEMPTS || (isUnknown(one) && !isTriedAgainUnknown(unknownsOf(one)))
  const [lost, again] = [rest.filter(isLost), rest.filter((one) => !isLost(one))]
  await dropMails(ctx, telling, idsOf([...taken, ...refused, ...lost]))
  const until = ({ attempts }: ClaimedMail): Date => new Date(ctx.now.getTime() + pauseAfterMs(attempts))
  await putOffMails(
    ctx,
    telling,
    again.map((one) => ({ subscriberId: one.mail.subscriberId, attempts: one.mail.attempts, until: until(one.mail), unknowns: unknownsOf(one) })),
  )
  const nobodyThere = refused.filter(({ sent }) => isFault(sent) && sent.reason === 'address_refused')
  await countRefused(ctx, telling, { refused: idsOf(nobodyThere), taken: idsOf(taken), most: MOST_REFUSED })
  return lost.length
}

const isUnknown = ({ sent }: Outcome): boolean => isFault(sent) && sent.result === 'unknown'
const unknownsOf = (one: Outcome): number => one.mail.unknowns + (isUnknown(one) ? 1 : 0)
const isFault = (sent: Sent | null): sent is Exclude<Sent, 'taken'> => sent !== null && sent !== 'taken'
