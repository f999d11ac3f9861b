import { iconHeadset } from '@yingda/ui/icons.ts'
import type { ConversationState } from '@yingda/protocol/realtime.ts'
import { asksForPerson, isNewThread } from '../state/outbox.ts'
import { isReached } from '../desk/state.ts'
import type { ThreadFacts } from '../state/thread-facts.ts'
import { Face } from './face.tsx'
import { Head } from './head.tsx'
import { Icon } from './icon.tsx'
import { later } from './later.tsx'
import { useDesk, useDeskState, useWords } from './use-desk.ts'

const Nothing = () => <span class="tap" />
const ChatMenu = later((it) => it.ChatMenu, Nothing)
const PlaceInShort = later((it) => it.PlaceInShort)

type Props = { thread: string; facts: ThreadFacts; others: ConversationState | null; onEnd: () => void }

/** Who answers now, said plainly; a person one tap away while it is not one already. */
export function ChatHead({ thread, facts, others, onEnd }: Props) {
  const { talk } = useDesk()
  const words = useWords()
  const bot = useDeskState(({ home }) => home?.botName ?? '')
  const reached = useDeskState(isReached)
  const isAsked = useDeskState(({ outbox }) => asksForPerson(outbox, thread))
  const { mode, agentName } = facts
  const over = mode === 'ended' || mode === 'closed'
  const waiting = mode === 'waiting'

  return (
    <Head
      title={waiting ? words.waitingTitle : (agentName ?? (bot || words.service))}
      face={<Face of={waiting ? 'desk' : agentName === null ? 'bot' : { name: agentName }} />}
      under={
        over ? (
          words.endedRole
        ) : waiting ? (
          <PlaceInShort others={others} />
        ) : agentName === null ? (
          words.botRole
        ) : reached && others?.agents.online === true ? (
          words.agentOnline
        ) : (
          words.agentRole
        )
      }
    >
      {(mode === 'bot' || over) && (
        <button type="button" class="human" disabled={isAsked} onClick={() => talk.person(mode === 'closed' ? null : thread)}>
          <Icon d={iconHeadset} />
          <span>{words.person}</span>
        </button>
      )}
      {/* Before there is a menu its place is kept: what is about to be pressed beside it never moves away. */}
      {isNewThread(thread) || over ? <Nothing /> : <ChatMenu thread={thread} onEnd={onEnd} />}
    </Head>
  )
}
