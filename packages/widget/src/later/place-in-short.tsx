import type { ConversationState } from '@yingda/protocol/realtime.ts'
import { useDeskState } from '../ui/use-desk.ts'
import { useMore } from './use-more.ts'

/** Under the name, where it stays in sight whatever is read below: the place in line, and how long as far as that can be said. */
export function PlaceInShort({ others }: { others: ConversationState | null }) {
  const words = useMore()
  const isDeskOpen = useDeskState(({ home }) => home?.agentsOnDuty ?? true)
  if (!isDeskOpen || others?.ahead == null || others.closed !== null) return <>{words.waitingRole}</>
  const { ahead, wait } = others
  return <>{words.headPlace(ahead, wait === null || wait === 'cannot_say' ? null : { from: wait.fromSeconds / 60, to: wait.toSeconds / 60 })}</>
}
