import type { ComponentChildren } from 'preact'
import { useDeskState, useWords } from './use-desk.ts'
import type { Bubble, StreamItem } from '../state/stream-items.ts'
import type { ThreadFacts } from '../state/thread-facts.ts'
import type { Thread } from '../state/thread.ts'
import { GroupMark } from './group-mark.tsx'
import { later } from './later.tsx'
import { timeOf } from './when.ts'

const AttachmentCard = later((it) => it.AttachmentCard)
const Cite = later((it) => it.Cite)
const WithHidden = later(
  (it) => it.WithHidden,
  ({ text }) => <div class="b text">{text}</div>,
)
const Removed = later((it) => it.Removed)
const Suggestions = later((it) => it.Suggestions)

type Props = { group: Extract<StreamItem, { kind: 'group' }>; thread: Thread; facts: ThreadFacts }

/** What one side said in one go: who and when above, how far it has come below. */
export function Group({ group, thread, facts }: Props) {
  const words = useWords()
  const bot = useDeskState(({ home }) => home?.botName ?? '')
  const language = useDeskState((state) => state.language)
  const { from, name, bubbles } = group
  const first = bubbles[0]
  const own = from === 'customer'
  const speaker = own ? words.you : from === 'bot' ? words.botName(name ?? bot) : (name ?? words.colleague)
  return (
    <div class={own ? 'grp me' : 'grp'}>
      <span class={own ? 'sr' : 'name'}>
        {speaker}
        {first !== undefined && <time dateTime={first.at}>{timeOf(first.at, language)}</time>}
      </span>
      {bubbles.map((bubble) => (
        <Words key={bubble.key} bubble={bubble} />
      ))}
      {own && <GroupMark group={group} thread={thread} facts={facts} />}
    </div>
  )
}

function Words({ bubble }: { bubble: Bubble }) {
  const { text, attachments, redacted, status, message } = bubble
  const look = status === 'failed' ? 'b failed' : status === 'waiting' || status === 'sending' ? 'b queued' : 'b'
  if (redacted) return <Removed />
  if (message !== null && message.source !== null) {
    return (
      <article class="card">
        <div class="ans text">{inParagraphs(text)}</div>
        <Cite source={message.source} />
      </article>
    )
  }
  const hidden = message?.content.hidden
  return (
    <>
      {attachments.map((attachment) => (
        <AttachmentCard key={attachment.id} attachment={attachment} />
      ))}
      {hidden !== undefined ? <WithHidden text={text} hidden={hidden} /> : text !== '' && <div class={`${look} text`}>{inParagraphs(text)}</div>}
      {message !== null && message.suggestions.length > 0 && <Suggestions sources={message.suggestions} />}
    </>
  )
}

/** A little apart, not by a whole empty line. */
function inParagraphs(text: string): ComponentChildren {
  const paragraphs = text.split(/\n{2,}/)
  return paragraphs.length === 1 ? text : paragraphs.map((paragraph, at) => <p key={at}>{paragraph}</p>)
}
