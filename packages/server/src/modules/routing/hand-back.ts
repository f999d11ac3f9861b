import type { StaffId } from '@yingda/protocol/ids.ts'
import type { Runner } from '../../platform/command.ts'
import type { Reaction } from '../../platform/react.ts'
import { handBackAll, handBackUnseen } from '../conversation/api.ts'

/**
 * Who has left serves nobody: what he held goes back into its team's line, where it keeps its place. So does what is restricted
 * and held by one whose role no longer lets him see it: its customer would write to somebody who reads nothing of it.
 */
export function handBackReaction({ run }: Runner): Reaction {
  return {
    group: 'hand_back',
    on: ['staff.deactivated', 'staff.changed'],
    async handle(entries) {
      // the stream of these entries is the person's own and carries his id
      for (const { streamId, type } of entries) {
        const handBack = type === 'staff.deactivated' ? handBackAll : handBackUnseen
        await run({ kind: 'system' }, (ctx) => handBack(ctx, streamId as StaffId))
      }
    },
  }
}
