import type { CommandContext } from '../../../platform/command.ts'
import { addJob } from '../../../platform/jobs.ts'
import { saveRedacted, type Place } from '../store.ts'

/**
 * Remove the files of an entry. From the commit on nobody gets them, by an earlier link either; a job of the same
 * transaction then takes the bytes out of the storage. Redacting twice changes nothing.
 *
 * @returns how many files this call removed
 */
export async function redactAttachments(ctx: CommandContext, place: Place): Promise<number> {
  const ids = await saveRedacted(ctx, place)
  if (ids.length > 0) await addJob(ctx, { name: 'attachment.erase', payload: { ids } })
  return ids.length
}
