import type { Logger } from 'pino'
import type { Runner } from '../../platform/command.ts'
import { arrangedWhileClosed, moveCallBack } from '../conversation/api.ts'

const SYSTEM = { kind: 'system' } as const
/** The next look, seconds later, takes more. */
const MOST = 200

/**
 * Nobody is left to wait for a call at a time at which his line has been closed since: it is put to another time, and he is
 * told. Each in a transaction of its own: one that cannot be put right is in nobody's way.
 *
 * @returns how many there were
 */
export async function moveCallBacks({ run, query }: Runner, log: Pick<Logger, 'error'>): Promise<number> {
  const found = await query(SYSTEM, arrangedWhileClosed)
  for (const conversationId of found.slice(0, MOST)) {
    await run(SYSTEM, (ctx) => moveCallBack(ctx, { conversationId })).catch((error: unknown) =>
      log.error({ err: error, conversationId }, 'a call-back at a time that is closed could not be put to another; trying again'),
    )
  }
  return found.length
}
