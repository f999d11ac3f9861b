import type { Actor } from '../../platform/actor.ts'
import { batched } from '../../platform/batched.ts'
import type { RunCommand } from '../../platform/command.ts'
import { setViewings, type Viewing } from '../conversation/api.ts'

/** Says who has what on screen, or has not any more. Many who come or go at once, as when a server restarts, are one statement. */
export type SayViewing = (viewing: Viewing) => Promise<void>

const SYSTEM: Actor = { kind: 'system' }

export function viewingsBy(run: RunCommand): SayViewing {
  const say = batched<Viewing, true>(
    run,
    async (ctx, items) => {
      await setViewings(
        ctx,
        items.map(({ input }) => input),
      )
      return items.map(() => ({ ok: true }))
    },
    (viewing) => viewing.conversationId,
  )
  return async (viewing) => void (await say(SYSTEM, viewing))
}
