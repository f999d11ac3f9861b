/**
 * Mails that one process has in hand, so that nobody else sends them: a lease on the database's clock, renewed as long as it
 * works on them. Those of a process that was killed are free soon, while a mail server may take its time over a mail.
 */
import type { Logger } from 'pino'
import { repeatEvery } from '../repeat.ts'
import { ATTEMPT_WITHIN_MS, PATIENCE } from './smtp.ts'

/** Longer than a database usually takes to come back: who is in the middle of a mail then keeps it. */
export const MAIL_CLAIM_SECONDS = 120
const RENEW_EVERY_MS = 15_000
/** Whoever looks at his own clock gives up before others may begin. */
const SAFE_MS = 10_000
/** Beyond what an attempt and a mail's taking may last nobody is at work any more. */
const LONGEST_MS = ATTEMPT_WITHIN_MS + PATIENCE.takingMs + 60_000

/** Whether nobody else may have begun to send these mails. */
export type IsHeld = () => boolean

type Holding = {
  /** From before the claim was asked for; by `performance.now()`. */
  sinceMs: number
  /** @returns false when nothing of what was claimed is this one's any more */
  renew: () => Promise<boolean>
  log: Pick<Logger, 'warn'>
  nowMs?: () => number
}

/** Do `work` with mails that have just been claimed, renewing the claim until it ends. */
export async function holdMails<T>({ sinceMs, renew, log, nowMs = () => performance.now() }: Holding, work: (isHeld: IsHeld) => Promise<T>): Promise<T> {
  let renewedAtMs = sinceMs
  let isLost = false
  const renewed = async (): Promise<void> => {
    const beganMs = nowMs()
    if (isLost || beganMs - sinceMs > LONGEST_MS) return
    if (await renew()) renewedAtMs = beganMs
    else isLost = true
  }
  const stop = repeatEvery(RENEW_EVERY_MS, renewed, (error) => log.warn({ err: error }, 'the claim on mails could not be renewed; trying again'))
  try {
    return await work(() => !isLost && nowMs() - renewedAtMs < MAIL_CLAIM_SECONDS * 1000 - SAFE_MS)
  } finally {
    await stop()
  }
}
