import type { StaffId } from '@yingda/protocol/ids.ts'
import type { Runner } from '../../platform/command.ts'
import type { Reaction } from '../../platform/react.ts'
import { handBackAll } from '../conversation/api.ts'

/** Who has left serves nobody: what he held goes back into its team's line, where it keeps its place. */
export function handBackReaction({ run }: Runner): Reaction {
  return {
    group: 'hand_back',
    on: ['staff.deactivated'],
    async handle(entries) {
      // the stream of these entries is the person's own and carries his id
      for (const { streamId } of entries) await run({ kind: 'system' }, (ctx) => handBackAll(ctx, streamId as StaffId))
    },
  }
}
