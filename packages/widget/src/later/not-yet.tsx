import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import { isPassing } from '../net/sender.ts'
import { Kinds } from '../ui/kinds.tsx'
import { QUESTION_LOOKS } from '../ui/question-types.ts'
import { useDesk, useDeskState } from '../ui/use-desk.ts'
import { CrowdedHome } from './crowded.tsx'
import { DidNotLoad } from './did-not-load.tsx'
import { Recent } from './recent.tsx'
import { Skeleton } from './skeleton.tsx'

/** What can be asked before the first screen has come. Which of them this desk takes is not known yet; it takes each all the same: it is kept, and goes out by itself. */
const KINDS = Object.keys(QUESTION_LOOKS) as QuestionType[] // its keys are the kinds

/** In the place of what is still coming, or did not come. @param thread null: the first screen */
export function NotYet({ thread, failed }: { thread: string | null; failed: Error | null }) {
  const { threads } = useDesk()
  if (failed === null) return <Skeleton of={thread === null ? 'list' : 'chat'} />
  if (thread === null) return <NoHome why={failed} />
  return (
    <div class="stream">
      <DidNotLoad what="loadFailed" why={failed} again={() => void threads.open(thread)} />
    </div>
  )
}

/** Whoever cannot reach the desk may write all the same, and finds again what has not gone out. Who is turned away is not asked to. */
function NoHome({ why }: { why: Error }) {
  const { home } = useDesk()
  const crowdedUntil = useDeskState((state) => state.crowdedUntil)
  return (
    <>
      {crowdedUntil === null && <DidNotLoad what="homeFailed" why={why} again={() => void home.load()} />}
      <div class="home">
        {crowdedUntil !== null && <CrowdedHome until={crowdedUntil} />}
        {isPassing(why) && <Kinds types={KINDS} />}
        <Recent conversations={[]} />
      </div>
    </>
  )
}
