import type { RefObject } from 'preact'
import type { StreamItem } from '../state/stream-items.ts'
import type { Thread } from '../state/thread.ts'
import { Announcer } from './announcer.tsx'
import { NewPill } from './new-pill.tsx'
import { useKeptScroll } from './use-kept-scroll.ts'

type Props = {
  box: RefObject<HTMLDivElement | null>
  /** Set here: from now on the place is looked after. */
  held: { current: boolean }
  thread: Thread
  items: readonly StreamItem[]
  from: string | null
}

/** Where one is in a conversation: at its end, or reading back and told what has come meanwhile. */
export function Place({ box, held, thread, items, from }: Props) {
  const { unseen, toNewest } = useKeptScroll({ box, held, thread, items })
  return (
    <>
      {unseen > 0 && <NewPill count={unseen} from={from} onClick={toNewest} />}
      <Announcer thread={thread} />
    </>
  )
}
