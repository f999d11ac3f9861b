import { iconCheck, iconChecks, iconClock } from '@yingda/ui/icons.ts'
import { markOf, type StreamItem } from '../state/stream-items.ts'
import type { ThreadFacts } from '../state/thread-facts.ts'
import type { Thread } from '../state/thread.ts'
import { Icon } from './icon.tsx'
import { later } from './later.tsx'
import { useDeskState, useWords } from './use-desk.ts'
import { timeOf } from './when.ts'

const FailedMark = later((it) => it.FailedMark)

type Props = { group: Extract<StreamItem, { kind: 'group' }>; thread: Thread; facts: ThreadFacts }

/** One line under one's own words: clock, one tick, two ticks, or red; always with the word. */
export function GroupMark({ group: { bubbles }, thread, facts }: Props) {
  const words = useWords()
  const online = useDeskState((state) => state.online)
  const language = useDeskState((state) => state.language)
  const last = bubbles.at(-1)
  if (last === undefined) return null
  if (last.status === 'failed') return <FailedMark bubbles={bubbles} />
  if (last.status === 'waiting' || last.status === 'sending') {
    return (
      <span class="mark">
        <Icon d={iconClock} size={14} />
        {last.status === 'sending' && last.item?.tries === 0 && online ? words.sending : words.waiting(bubbles.length)}
      </span>
    )
  }
  const mark = markOf(thread, last.seq, facts.agentName !== null)
  return (
    <span class={mark === 'read' ? 'mark read' : 'mark'}>
      <Icon d={mark === 'sent' ? iconCheck : iconChecks} size={14} />
      {language === 'en' && words[mark]} <time dateTime={last.at}>{timeOf(last.at, language)}</time> {language !== 'en' && words[mark]}
    </span>
  )
}
