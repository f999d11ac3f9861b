import { useState } from 'preact/hooks'
import type { QuickReply } from '@yingda/protocol/entries/views.ts'
import { iconNo, iconYes } from '@yingda/ui/icons.ts'
import type { ThreadStory } from '../state/thread-story.ts'
import { chooseReply } from './choose.ts'
import { Icon } from '../ui/icon.tsx'
import { useDesk, useDeskState } from '../ui/use-desk.ts'
import { useMore } from './use-more.ts'

const WORD = { helped: 'helped', not_helped: 'notHelped', talk_to_person: 'talkToPerson', keep_waiting: 'keepWaiting' } as const
const ICON: Partial<Record<QuickReply, string>> = { helped: iconYes, not_helped: iconNo }

/** Short answers under the last message; one is enough, then they go. */
export function QuickReplies({ thread, story }: { thread: string; story: ThreadStory }) {
  const desk = useDesk()
  const words = useMore()
  const busy = useDeskState(({ outbox }) => outbox.some((item) => item.thread === thread))
  const [chosenAt, setChosenAt] = useState(0)
  if (busy || chosenAt === story.quickRepliesSeq) return null
  const choose = (reply: QuickReply) => {
    setChosenAt(story.quickRepliesSeq)
    chooseReply(desk, thread, story.quickRepliesSeq, reply).catch(() => {
      setChosenAt(0)
      desk.store.set({ problem: words.didNotWork })
    })
  }
  return (
    <div class="chips" role="group" aria-label={words.quickReplies}>
      {story.quickReplies.map((reply) => {
        const icon = ICON[reply]
        return (
          <button type="button" class="chip" key={reply} onClick={() => choose(reply)}>
            {icon !== undefined && <Icon d={icon} size={14} />}
            {words[WORD[reply]]}
          </button>
        )
      })}
    </div>
  )
}
