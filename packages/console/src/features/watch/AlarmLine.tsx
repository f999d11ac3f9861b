import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { AlarmView } from '@yingda/protocol/http/watch.ts'
import { iconAlert, iconDone } from '@yingda/ui/icons.ts'
import { Icon } from '../../app/ui/Icon.tsx'
import { useWhenText } from '../../app/ui/When.tsx'
import { isBeyondReach, knownReaction, numberIn } from './alarm-text.ts'

/** What is wrong, since when, what to do about it, and where. */
export function AlarmLine({ alarm }: { alarm: AlarmView }) {
  const { t } = useTranslation()
  const whenText = useWhenText()
  const { conversationId } = alarm
  const isOpen = alarm.clearedAt === null
  return (
    <li className="alarm">
      <Icon of={isOpen ? iconAlert : iconDone} />
      <span className={isOpen ? 'what rd' : 'what'}>
        <AlarmWords alarm={alarm} />
        {isOpen && <small>{isBeyondReach(alarm) ? t('watch.beyondReach') : t(`watch.whatToDo.${alarm.kind}`)}</small>}
      </span>
      <time dateTime={alarm.raisedAt}>
        {alarm.clearedAt === null
          ? t('watch.since', { at: whenText(alarm.raisedAt) })
          : t('watch.fromTo', { from: whenText(alarm.raisedAt), to: whenText(alarm.clearedAt) })}
      </time>
      {conversationId === null ? (
        <span />
      ) : (
        <Link to="/inbox/$list/$conversationId" params={{ list: 'all', conversationId }} className="btn">
          {t('watch.openConversation')}
        </Link>
      )}
    </li>
  )
}

function AlarmWords({ alarm }: { alarm: AlarmView }) {
  const { t } = useTranslation()
  if (alarm.kind === 'nobody_to_hand_over_to') return t('watch.kind.nobody_to_hand_over_to')
  if (alarm.kind === 'counts_differ')
    return t('watch.kind.counts_differ', { byEntries: numberIn(alarm, 'byEntries'), byObligations: numberIn(alarm, 'byObligations') })
  if (alarm.kind === 'answers_undelivered') return t('watch.kind.answers_undelivered', { count: numberIn(alarm, 'count') })
  if (alarm.kind === 'turned_away') return t('watch.kind.turned_away', { count: numberIn(alarm, 'count') })
  const known = knownReaction(alarm.subject)
  const group = known === null ? t('watch.reaction.other', { name: alarm.subject }) : t(`watch.reaction.${known}`)
  return t('watch.kind.reaction_stuck', { group, count: numberIn(alarm, 'streams') })
}
