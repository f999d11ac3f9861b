/** Work that happens later: bytes of redacted files leave the storage, and so does what was sent and never posted. */
import * as z from 'zod'
import { AttachmentId } from '@yingda/protocol/ids.ts'
import type { CommandContext, Runner } from '../../platform/command.ts'
import { addJob, type JobHandlers } from '../../platform/jobs.ts'
import type { Storage } from '../../platform/storage/storage.ts'
import { removeFiles } from './file-keys.ts'
import { deleteDiscarded, discardUnposted, findUnerased, saveErased } from './store.ts'

export type AttachmentJobDependencies = { runner: Runner; storage: Storage }

const UNPOSTED_KEPT_MS = 24 * 60 * 60 * 1000
const SWEEP_EVERY_MS = 60 * 60 * 1000
const SWEEP_BATCH = 200
const SYSTEM = { kind: 'system' } as const
const ErasePayload = z.strictObject({ ids: z.array(AttachmentId) })

/** Handlers by job name, for the worker. */
export function attachmentJobs(dependencies: AttachmentJobDependencies): JobHandlers {
  return {
    'attachment.erase': (payload) => eraseFiles(dependencies, ErasePayload.parse(payload).ids),
    'attachment.sweep': async () => {
      await dependencies.runner.run(SYSTEM, async (ctx) => scheduleSweep(ctx, new Date(ctx.now.getTime() + SWEEP_EVERY_MS)))
      await sweepOrphans(dependencies)
    },
  }
}

/** Sweep at `runAt`, then every hour. A sweep that already waits is moved, so every start of a server may call this. */
export async function scheduleSweep(ctx: CommandContext, runAt: Date = ctx.now): Promise<void> {
  await addJob(ctx, { name: 'attachment.sweep', payload: {}, key: 'attachment.sweep', runAt })
}

/** First the bytes, then the note that they are gone: what fails in between is done again. */
async function eraseFiles({ runner, storage }: AttachmentJobDependencies, ids: readonly AttachmentId[]): Promise<void> {
  if (ids.length === 0) return
  await removeFiles(storage, ids)
  await runner.run(SYSTEM, (ctx) => saveErased(ctx, ids, ctx.now))
}

/**
 * Remove files that were sent more than a day ago and never posted, and those of redactions whose job failed for good.
 *
 * @returns how many files went
 */
export async function sweepOrphans(dependencies: AttachmentJobDependencies): Promise<number> {
  const { runner, storage } = dependencies
  let swept = 0
  for (let ids: AttachmentId[] | null = null; ids === null || ids.length === SWEEP_BATCH; swept += ids.length) {
    ids = await runner.run(SYSTEM, (ctx) => discardUnposted(ctx, { before: new Date(ctx.now.getTime() - UNPOSTED_KEPT_MS), limit: SWEEP_BATCH }))
    await removeFiles(storage, ids)
    const gone = ids
    await runner.run(SYSTEM, (ctx) => deleteDiscarded(ctx, gone))
  }
  for (let ids: AttachmentId[] | null = null; ids === null || ids.length === SWEEP_BATCH; swept += ids.length) {
    ids = await runner.query(SYSTEM, (ctx) => findUnerased(ctx, SWEEP_BATCH))
    await eraseFiles(dependencies, ids)
  }
  return swept
}
