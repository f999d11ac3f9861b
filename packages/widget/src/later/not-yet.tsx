import { useDesk, useDeskState } from '../ui/use-desk.ts'
import { CrowdedHome } from './crowded.tsx'
import { DidNotLoad } from './did-not-load.tsx'
import { Skeleton } from './skeleton.tsx'

/** In the place of what is still coming, or did not come. @param thread null: the first screen */
export function NotYet({ thread, failed }: { thread: string | null; failed: Error | null }) {
  const { home, threads } = useDesk()
  const crowdedUntil = useDeskState((state) => state.crowdedUntil)
  if (failed === null) return <Skeleton of={thread === null ? 'list' : 'chat'} />
  if (thread === null && crowdedUntil !== null) return <CrowdedHome until={crowdedUntil} />
  if (thread === null) return <DidNotLoad what="homeFailed" why={failed} again={() => void home.load()} />
  return (
    <div class="stream">
      <DidNotLoad what="loadFailed" why={failed} again={() => void threads.open(thread)} />
    </div>
  )
}
