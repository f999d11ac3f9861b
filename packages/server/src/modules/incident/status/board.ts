/** The copy as this process holds it: what it read last stands, whatever becomes of the storage and the database. */
import { ageOf } from '@yingda/domain/incident/headline.ts'
import type { StatusAge, StatusSnapshot } from '@yingda/protocol/http/status.ts'
import type { Logger } from 'pino'
import type { Clock } from '../../../platform/clock.ts'
import { repeatEvery } from '../../../platform/repeat.ts'
import type { Pages } from '../../../platform/storage/pages.ts'
import { readCopy } from './copy.ts'

const READ_EVERY_MS = 2000

export type StatusBoard = {
  /** Null until a copy has been read. */
  shown(): { snapshot: StatusSnapshot; age: StatusAge } | null
  /** Reads the copy now; what cannot be read leaves the last one standing. */
  look(): Promise<void>
  stop(): Promise<void>
}

type Board = {
  pages: Pages
  log: Logger
  clock: Clock
  /** Null where there is no database to ask: then it is not known why a copy is old. */
  isDatabaseThere: (() => Promise<boolean>) | null
}

export function openBoard({ pages, log, clock, isDatabaseThere }: Board): StatusBoard {
  let snapshot: StatusSnapshot | null = null
  let isDatabaseAway = false
  const look = async (): Promise<void> => {
    isDatabaseAway = isDatabaseThere !== null && !(await isDatabaseThere())
    const read = await readCopy(pages)
    if (read !== null) snapshot = read
  }
  const warn = (error: unknown): void => log.warn({ err: error }, 'the status copy could not be read; the last one stands')
  const stop = repeatEvery(READ_EVERY_MS, look, warn)
  return {
    shown: () => (snapshot === null ? null : { snapshot, age: ageOf(snapshot.at, clock.now().getTime(), isDatabaseAway) }),
    look: () => look().catch(warn),
    stop: async () => void (await stop()),
  }
}
