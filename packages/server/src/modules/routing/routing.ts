import type { Logger } from 'pino'
import type { Bus } from '../../platform/bus.ts'
import { lookEvery, type Clock } from '../../platform/clock.ts'
import type { Runner } from '../../platform/command.ts'
import { endOffers } from './end-offers.ts'
import { assignWaiting, MOST_A_TEAM } from './assign-waiting.ts'

const LOOK_EVERY_MS = 500

/** Look twice a second, whatever hints were lost: an agent who comes online has no entry in any conversation. */
export function startRouting({ runner, bus, log, clock }: { runner: Runner; bus: Bus; log: Logger; clock: Clock }): { stop(): Promise<void> } {
  let stopped = false
  let asked = false
  let looking: Promise<void> | null = null
  const lookWhileAsked = async (): Promise<void> => {
    while (asked && !stopped) {
      asked = false
      // a look that gave out all it may has left somebody waiting: look again at once
      if ((await assignOnce(runner, log)) >= MOST_A_TEAM) asked = true
    }
  }
  /** Asked during a look, one more follows it, however often it was asked. */
  const look = (): void => {
    asked = true
    looking ??= lookWhileAsked().finally(() => (looking = null))
  }
  const timer = setInterval(look, lookEvery(clock, LOOK_EVERY_MS))
  const unsubscribe = bus.subscribe((hint) => hint.kind === 'rights' && look())
  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      unsubscribe()
      await looking
    },
  }
}

async function assignOnce({ run }: Runner, log: Logger): Promise<number> {
  try {
    await run({ kind: 'system' }, endOffers)
    return await run({ kind: 'system' }, (ctx) => assignWaiting(ctx))
  } catch (error) {
    log.warn({ err: error }, 'waiting conversations could not be assigned; trying again')
    return 0
  }
}
