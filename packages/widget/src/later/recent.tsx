import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { CustomerConversation, CustomerConversationState } from '@yingda/protocol/http/customer.ts'
import { iconAlert } from '@yingda/ui/icons.ts'
import { unreadOf } from '../desk/state.ts'
import { Icon } from '../ui/icon.tsx'
import { QUESTION_LOOKS } from '../ui/question-types.ts'
import { asksForPerson, bubbleOf, isNewThread } from '../state/outbox.ts'
import { STATE_LOOKS } from './state-looks.ts'
import { useDesk, useDeskState } from '../ui/use-desk.ts'
import { useMore } from './use-more.ts'
import { dayAndTime } from './days.ts'
import { deskNow } from '../net/desk-now.ts'

/** One's own conversations, newest first, each with where it stands; above them the questions that this device has not sent yet. */
export function Recent({ conversations }: { conversations: readonly CustomerConversation[] }) {
  const words = useMore()
  const outbox = useDeskState((state) => state.outbox)
  const fresh = outbox.filter(({ thread, act, status }) => act.type === 'start' && isNewThread(thread) && status !== 'sent').reverse()
  if (fresh.length + conversations.length === 0) return null
  return (
    <>
      <h4 class="lab">{words.recent}</h4>
      <ul class="recent">
        {fresh.map(
          ({ thread, act, at }) =>
            act.type === 'start' && <Line key={thread} thread={thread} title={act.message?.text || null} questionType={act.questionType} at={at} />,
        )}
        {conversations.map((conversation) => (
          <Row key={conversation.id} conversation={conversation} />
        ))}
      </ul>
    </>
  )
}

function Row({ conversation }: { conversation: CustomerConversation }) {
  const readTo = useDeskState((state) => state.readTo)
  const { id, title, questionType, lastAt } = conversation
  return <Line thread={id} title={title} questionType={questionType} at={lastAt} conversation={conversation} unread={unreadOf({ readTo }, conversation)} />
}

type LineProps = {
  thread: string
  title: string | null
  questionType: QuestionType
  at: string
  /** Once the desk knows it. */
  conversation?: CustomerConversation
  unread?: number
}

function Line({ thread, title, questionType, at, conversation, unread = 0 }: LineProps) {
  const { talk } = useDesk()
  const words = useMore()
  const language = useDeskState((state) => state.language)
  const agentName = conversation?.agentName ?? null
  const when = dayAndTime(at, { language, words }, deskNow())
  return (
    <li>
      <button type="button" onClick={() => talk.openThread(thread)}>
        <b>{title ?? words[QUESTION_LOOKS[questionType].word]}</b>
        {unread > 0 ? (
          <span class="count" aria-label={words.unread(unread)}>
            {unread}
          </span>
        ) : (
          <span />
        )}
        <Standing thread={thread} state={conversation?.state ?? 'bot'} />
        <small>{agentName === null ? when : `${when}${language === 'zh-CN' ? '，' : ', '}${agentName}`}</small>
      </button>
    </li>
  )
}

/** Where it stands; what of it has not gone out comes first. */
function Standing({ thread, state }: { thread: string; state: CustomerConversationState }) {
  const words = useMore()
  const outbox = useDeskState((desk) => desk.outbox)
  const said = outbox.filter((item) => item.thread === thread && item.status !== 'sent' && bubbleOf(item) !== null)
  if (said.some(({ refusal }) => refusal !== null)) {
    return (
      <small class="risk">
        <Icon d={iconAlert} size={14} />
        {words.notSent}
      </small>
    )
  }
  const isAsked = asksForPerson(outbox, thread) && state === 'bot'
  const look = said.length > 0 || isAsked ? STATE_LOOKS.waiting : STATE_LOOKS[state]
  return (
    <small class={look.tone}>
      <Icon d={look.icon} size={14} />
      {said.length > 0 ? words.toBeSent(said.length) : isAsked ? words.personAsked : words[look.word]}
    </small>
  )
}
