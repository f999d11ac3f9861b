import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import { useLanguage } from '../../../app/i18n/use-language.ts'
import { clockText } from '../../../app/time-text.ts'
import { Icon } from '../../../app/ui/Icon.tsx'
import { pageName } from '../../customer/came-from.ts'
import { eventIcon } from './event-icon.ts'
import { useEventText } from './use-event-text.ts'

/** What stands in their content belongs to the sentence. */
const WITH_WORDS: readonly string[] = ['conversation.rated', 'conversation.queued', 'message.delivery_settled']

type EventLineProps = { entry: StaffEntry }

/** A quiet one-liner: icon, sentence, time at the right edge; a link where it leads to another conversation. */
export const EventLine = memo(function EventLine({ entry }: EventLineProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const text = useEventText()(entry)
  const { type, data } = entry.entry
  const other = otherConversation(entry)
  const words = WITH_WORDS.includes(type) ? (entry.content?.summary?.[language] ?? entry.content?.text) : null
  const address = type === 'conversation.opened' ? pageName(data.context.page)?.address : null
  return (
    <div className="ev" id={`entry-${entry.seq}`}>
      <Icon of={eventIcon(type, type === 'answer.rated' ? data.helped : true)} size={14} />
      <span title={address ?? undefined}>
        {text}
        {address && (
          <span className="sr">
            {t('common.comma')}
            {address}
          </span>
        )}
        {other && (
          <>
            {' '}
            <Link to="/inbox/$list/$conversationId" params={(now) => ({ list: now.list ?? 'all', conversationId: other })}>
              {t('event.show')}
            </Link>
          </>
        )}
        {words && <q>{words}</q>}
      </span>
      <time dateTime={entry.at}>{clockText(entry.at, language)}</time>
    </div>
  )
})

function otherConversation({ entry }: StaffEntry): string | null {
  if (entry.type === 'conversation.linked') return entry.data.nextConversationId
  if (entry.type === 'conversation.opened') return entry.data.previousConversationId
  if (entry.type === 'conversation.merged_into') return entry.data.targetId
  return entry.type === 'conversation.merged_from' ? entry.data.sourceId : null
}
