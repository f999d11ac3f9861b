import type { CustomerConversation } from '@yingda/protocol/http/customer.ts'
import { unreadOf } from '../desk/state.ts'
import { Icon } from '../ui/icon.tsx'
import { QUESTION_LOOKS } from '../ui/question-types.ts'
import { STATE_LOOKS } from './state-looks.ts'
import { useDesk, useDeskState } from '../ui/use-desk.ts'
import { useMore } from './use-more.ts'
import { dayAndTime } from './days.ts'
import { deskNow } from '../net/desk-now.ts'

/** One's own conversations, newest first, each with where it stands. */
export function Recent({ conversations }: { conversations: readonly CustomerConversation[] }) {
  const words = useMore()
  return (
    <>
      <h4 class="lab">{words.recent}</h4>
      <ul class="recent">
        {conversations.map((conversation) => (
          <Row key={conversation.id} conversation={conversation} />
        ))}
      </ul>
    </>
  )
}

function Row({ conversation }: { conversation: CustomerConversation }) {
  const { talk } = useDesk()
  const words = useMore()
  const language = useDeskState((state) => state.language)
  const readTo = useDeskState((state) => state.readTo)
  const unread = unreadOf({ readTo }, conversation)
  const look = STATE_LOOKS[conversation.state]
  const when = dayAndTime(conversation.lastAt, { language, words }, deskNow())
  return (
    <li>
      <button type="button" onClick={() => talk.openThread(conversation.id)}>
        <b>{conversation.title ?? words[QUESTION_LOOKS[conversation.questionType].word]}</b>
        {unread > 0 ? (
          <span class="count" aria-label={words.unread(unread)}>
            {unread}
          </span>
        ) : (
          <span />
        )}
        <small class={look.tone}>
          <Icon d={look.icon} size={14} />
          {words[look.word]}
        </small>
        <small>{conversation.agentName === null ? when : `${when}${language === 'zh-CN' ? '，' : ', '}${conversation.agentName}`}</small>
      </button>
    </li>
  )
}
