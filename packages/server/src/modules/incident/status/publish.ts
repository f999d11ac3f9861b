/** The job that writes the copy: at each change, and once a minute, by which planned work also begins. */
import type { Logger } from 'pino'
import type { CommandContext } from '../../../platform/command.ts'
import { addJob, type JobHandlers } from '../../../platform/jobs.ts'
import type { Pages } from '../../../platform/storage/pages.ts'
import { beginPlanned } from '../commands/begin-planned.ts'
import { plannedToBegin } from '../store.ts'
import { readCopy, writeCopy } from './copy.ts'
import { gatherStatus, type StatusSources } from './gather.ts'
import { PUBLISH_JOB, PUBLISH_QUEUE } from './publish-soon.ts'

const TICK_JOB = 'status.tick'
const EVERY_MS = 60_000
const SYSTEM = { kind: 'system' } as const

export type Publishing = StatusSources & {
  pages: Pages
  publicUrl: string
  log: Logger
  /** Once a minute: mails to subscribers that are to be tried again. */
  lookAfterMails: (() => Promise<void>) | null
}

export function statusJobs(publishing: Publishing): JobHandlers {
  const { runner } = publishing
  return {
    [PUBLISH_JOB]: () => publish(publishing),
    async [TICK_JOB]() {
      // The next look first: whatever fails in this one, there is another in a minute.
      await runner.run(SYSTEM, (ctx) => scheduleStatus(ctx, EVERY_MS))
      for (const { id } of await runner.query(SYSTEM, plannedToBegin)) await runner.run(SYSTEM, (ctx) => beginPlanned(ctx, id))
      await publish(publishing)
      await publishing.lookAfterMails?.()
    },
  }
}

async function publish({ pages, publicUrl, log, ...sources }: Publishing): Promise<void> {
  // A copy that cannot be read only costs counting the month again.
  const before = await readCopy(pages).catch((error: unknown) => {
    log.warn({ err: error }, 'the copy of the status page could not be read')
    return null
  })
  await writeCopy(pages, await gatherStatus(sources, before), publicUrl)
}

/** By the database's clock: a server whose own is an hour wrong neither stops the page for an hour nor writes it without a pause. */
export const scheduleStatus = (ctx: CommandContext, afterMs: number): Promise<void> =>
  addJob(ctx, { name: TICK_JOB, payload: {}, key: TICK_JOB, queue: PUBLISH_QUEUE, afterMs })
