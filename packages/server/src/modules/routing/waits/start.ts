import type { Logger } from 'pino'
import { lookEvery, type Clock } from '../../../platform/clock.ts'
import type { Runner } from '../../../platform/command.ts'
import { repeatEvery } from '../../../platform/repeat.ts'
import { dropOldWaits } from './drop-old.ts'
import { stateWaits } from './state-waits.ts'

const LOOK_EVERY_MS = 1000
const DROP_EVERY_MS = 10 * 60_000

/** Look at the lines every second until stopped, and drop what is old every ten minutes; of several servers one looks at a time. */
export function startWaits({ runner, log, clock }: { runner: Runner; log: Logger; clock: Clock }): { stop(): Promise<void> } {
  const look = async (): Promise<void> => {
    await runner.run({ kind: 'system' }, stateWaits)
  }
  const stopLooking = repeatEvery(lookEvery(clock, LOOK_EVERY_MS), look, (error) => log.warn({ err: error }, 'waits could not be estimated; trying again'))
  const stopDropping = repeatEvery(
    DROP_EVERY_MS,
    () => dropOldWaits(runner),
    (error) => log.warn({ err: error }, 'old waits could not be dropped; trying again'),
  )
  return { stop: async () => void (await Promise.all([stopLooking(), stopDropping()])) }
}
