import type { StaffId } from '@yingda/protocol/ids.ts'
import type { QueryContext } from '../../../platform/command.ts'

/** Only a person tells the public of an incident. */
export function personOf({ actor }: QueryContext): { staffId: StaffId; sender: string } {
  if (actor.kind !== 'staff') throw new Error(`an incident is told by somebody of the staff, not by ${actor.kind}`)
  return { staffId: actor.staffId, sender: `staff:${actor.staffId}` }
}
