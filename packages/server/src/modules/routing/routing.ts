import type { Logger } from 'pino'
import type { Bus } from '../../platform/bus.ts'
import type { Runner } from '../../platform/command.ts'
import { assignWaiting, MOST_A_TEAM } from './assign-waiting.ts'

const LOOK_EVERY_MS = 500

/** Look twice a second, whatever hints were lost: an agent who comes online has no entry in any conversation. */
export function startRouting({ runner, bus, log }: { runner: Runner; bus: Bus; log: Logger }): { stop(): Promise<void> } {
  let stopped = false
  let running: Promise<void> = Promise.resolve()
  const look = (): void => {
    running = running.then(async () => {
      // a look that gave out all it may has left somebody waiting: look again at once
      while (!stopped && (await assignOnce(runner, log)) >= MOST_A_TEAM);
    })
  }
  const timer = setInterval(look, LOOK_EVERY_MS)
  const unsubscribe = bus.subscribe((hint) => hint.kind === 'rights' && look())
  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      unsubscribe()
      await running
    },
  }
}

async function assignOnce({ run }: Runner, log: Logger): Promise<number> {
  try {
    return await run({ kind: 'system' }, (ctx) => assignWaiting(ctx))
  } catch (error) {
    log.warn({ err: error }, 'waiting conversations could not be assigned; trying again')
    return 0
  }
}
