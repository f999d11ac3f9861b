import type { Logger } from 'pino'
import type { Runner } from '../../../platform/command.ts'
import { repeatEvery } from '../../../platform/repeat.ts'
import { stateWaits } from './state-waits.ts'

const LOOK_EVERY_MS = 1000

/** Look at the lines every second until stopped; of several servers one looks at a time. */
export function startWaits({ runner, log }: { runner: Runner; log: Logger }): { stop(): Promise<void> } {
  const look = async (): Promise<void> => {
    await runner.run({ kind: 'system' }, stateWaits)
  }
  return { stop: repeatEvery(LOOK_EVERY_MS, look, (error) => log.warn({ err: error }, 'waits could not be estimated; trying again')) }
}
