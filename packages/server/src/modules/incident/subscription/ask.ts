/** Somebody wants to hear of incidents by mail: a mail asks whether it is really the owner of the address who wants it. */
import { createHash } from 'node:crypto'
import * as z from 'zod'
import { Language } from '@yingda/protocol/language.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { addJob } from '../../../platform/jobs.ts'
import { countUse, type Limit } from '../../../platform/rate-limit.ts'
import { Refused } from '../../../platform/refused.ts'
import { newId } from '../../../platform/uuid.ts'
import { rememberAsking } from './store.ts'

export const CONFIRM_JOB = 'incident.confirm'
/** The address stands in its row alone: jobs are shown to whoever runs the service. */
export const ConfirmPayload = z.strictObject({ subscriberId: z.uuid(), language: Language, mailId: z.uuid(), askedAtMs: z.int() })

/** Anybody can name anybody's address: a mailbox is asked no oftener than this, whoever asks. */
const PER_ADDRESS: Limit = { name: 'status mail', most: 3, windowSeconds: 12 * 3600 }
const ATTEMPTS = 9

/**
 * Known or not, confirmed or not, asked too often or not: nothing of it shows to whoever asks. Until the link in the mail is
 * followed nothing of a standing subscription changes.
 */
export async function askToSubscribe(ctx: CommandContext, { email, language }: { email: string; language: Language }): Promise<void> {
  if (!(await mayBeAsked(ctx, email))) return
  const now = ctx.now.getTime()
  const subscriberId = await rememberAsking(ctx, { id: newId(now), email, language })
  const payload: z.infer<typeof ConfirmPayload> = { subscriberId, language, mailId: newId(now), askedAtMs: now }
  await addJob(ctx, { name: CONFIRM_JOB, payload, key: `${CONFIRM_JOB}:${subscriberId}`, maxAttempts: ATTEMPTS })
}

async function mayBeAsked({ db }: CommandContext, email: string): Promise<boolean> {
  try {
    await countUse(db, PER_ADDRESS, createHash('sha256').update(email.toLowerCase()).digest('hex'))
    return true
  } catch (error) {
    if (error instanceof Refused) return false
    throw error
  }
}
