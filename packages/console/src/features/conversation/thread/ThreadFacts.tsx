import { useTranslation } from 'react-i18next'
import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import { iconBot, iconCheck, iconClock, iconDone, iconEye, iconHeadset, iconHold, iconLive, iconLock, iconPerson, iconUp } from '@yingda/ui/icons.ts'
import { useMe } from '../../../app/me.ts'
import { useConversationState } from '../../../app/sync/use-sync.ts'
import { Icon } from '../../../app/ui/Icon.tsx'
import { useDurationText, Wait } from '../../../app/ui/Wait.tsx'
import { useSecond } from '../../../app/use-now.ts'
import { useTeamName } from '../use-team-name.ts'
import { useWhenText } from '../../../app/ui/When.tsx'
import { ResolveBy } from './ResolveBy.tsx'

type ThreadFactsProps = { row: ConversationRow }

/** One line under the head: number, where it stands, by when it is to be resolved, who holds it, who else looks at it. */
export function ThreadFacts({ row }: ThreadFactsProps) {
  const { t } = useTranslation()
  const me = useMe()
  const teamName = useTeamName()
  const state = useConversationState(row.id)
  const others = (state?.colleagues ?? []).filter((colleague) => colleague.id !== me.id)
  const writing = others.filter((colleague) => colleague.typing)
  const named = (writing.length > 0 ? writing : others).map((colleague) => colleague.name).join(t('common.listComma'))
  return (
    <div className="sub">
      <span className="num">{row.reference}</span>
      <Standing row={row} />
      {row.resolution && <ResolveBy resolution={row.resolution} />}
      {row.assignee && row.assignee.id !== me.id && (
        <span>
          <Icon of={iconPerson} size={14} />
          {t('thread.heldBy', { name: row.assignee.name })}
        </span>
      )}
      {row.team && !row.assignee && <span>{teamName(row.team.id, row.team.name)}</span>}
      {row.restricted && (
        <span>
          <Icon of={iconLock} size={14} />
          {t('list.restricted')}
        </span>
      )}
      {row.care && (
        <span>
          <Icon of={iconUp} size={14} />
          {t('care.mark')}
        </span>
      )}
      {state?.customer.online && (
        <span className="ok">
          <Icon of={iconLive} size={14} />
          {t('thread.customerOnline')}
        </span>
      )}
      {state?.ahead != null && <span>{state.ahead === 0 ? t('thread.first') : t('thread.ahead', { count: state.ahead })}</span>}
      <span className="sp" />
      {others.length > 0 && (
        <span className="am" role="status">
          <Icon of={iconEye} size={14} />
          {t(writing.length > 0 ? 'thread.colleagueTyping' : 'thread.colleagueHere', { name: named })}
        </span>
      )}
    </div>
  )
}

/** How long the customer has waited, and what he was promised. */
function WaitAndPromise({ row: { promise }, since }: ThreadFactsProps & { since: string }) {
  const { t } = useTranslation()
  const durationText = useDurationText()
  const isLate = useSecond() >= Date.parse(promise?.dueAt ?? '')
  const time = promise ? durationText(Date.parse(promise.dueAt) - Date.parse(promise.since)) : ''
  return (
    <span className={isLate ? 'rd' : ''}>
      <Wait since={since} />
      {promise && t(isLate ? 'promise.promisedLate' : 'promise.promised', { time })}
    </span>
  )
}

function Standing({ row }: ThreadFactsProps) {
  const { t } = useTranslation()
  const when = useWhenText()
  switch (row.status) {
    case 'bot':
      return (
        <span>
          <Icon of={iconBot} size={14} />
          {t('status.bot')}
        </span>
      )
    case 'waiting':
      return (
        <span className="am">
          <Icon of={iconHeadset} size={14} />
          {t('status.waiting')}
          {row.waitingSince && <WaitAndPromise row={row} since={row.waitingSince} />}
        </span>
      )
    case 'assigned':
      return row.waitingSince ? (
        <span className="am">
          <Icon of={iconClock} size={14} />
          {t('status.waitingForReply')}
          <WaitAndPromise row={row} since={row.waitingSince} />
        </span>
      ) : (
        <span>
          <Icon of={iconCheck} size={14} />
          {t('status.answered')}
        </span>
      )
    case 'snoozed':
      return (
        <span>
          <Icon of={iconClock} size={14} />
          {row.snoozedUntil ? t('status.snoozedUntil', { until: when(row.snoozedUntil) }) : t('status.snoozed')}
        </span>
      )
    case 'awaiting_customer':
      return (
        <span>
          <Icon of={iconHold} size={14} />
          {t('status.awaiting_customer')}
        </span>
      )
    case 'resolved':
    case 'closed':
      return (
        <span className="ok">
          <Icon of={iconDone} size={14} />
          {t(`status.${row.status}`)}
          {row.outcome && t('status.outcome', { outcome: t(`outcome.${row.outcome}`) })}
          {row.rating !== null && t('status.rating', { score: row.rating })}
        </span>
      )
  }
}
