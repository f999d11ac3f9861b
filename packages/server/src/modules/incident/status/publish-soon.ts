import { addJob } from '../../../platform/jobs.ts'
import type { CommandContext } from '../../../platform/command.ts'

export const PUBLISH_JOB = 'status.publish'
/** Copies are written one after the other, on whichever server: an older one never replaces a newer one. */
export const PUBLISH_QUEUE = 'status'

/** Of several changes at once the copy is written once. */
export const publishSoon = (ctx: CommandContext): Promise<void> =>
  addJob(ctx, { name: PUBLISH_JOB, payload: {}, key: `${PUBLISH_JOB}:now`, queue: PUBLISH_QUEUE })
