import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import { formatMoney } from '@yingda/protocol/money-format.ts'
import { iconBot, iconChat, iconLock, iconMail, iconNote, iconPhone, iconUp } from '@yingda/ui/icons.ts'
import { useSync } from '../../../app/sync/use-sync.ts'
import { Avatar } from '../../../app/ui/Avatar.tsx'
import { Icon } from '../../../app/ui/Icon.tsx'
import { Wait } from '../../../app/ui/Wait.tsx'
import { When } from '../../../app/ui/When.tsx'
import { PromiseWait } from '../PromiseWait.tsx'
import { useConversationTitle } from '../use-conversation-title.ts'
import { RowLink } from './RowLink.tsx'
import { isUnread } from './rows.ts'

type ConversationLineProps = { row: ConversationRow; list: string; isOpen: boolean; onFocus: (id: string) => void }

/** One line: who, what about, money at risk, how long waiting, who holds it. */
export const ConversationLine = memo(function ConversationLine({ row, list, isOpen, onFocus }: ConversationLineProps) {
  const { t } = useTranslation()
  const title = useConversationTitle()(row)
  const name = row.customer.name ?? t('customer.visitor')
  const holder = row.assignee?.name ?? t('list.nobody')
  return (
    <RowLink list={list} conversationId={row.id} className={`row ${isUnread(row) ? 'new' : ''}`} isOpen={isOpen} onFocus={() => onFocus(row.id)}>
      <RowIcon row={row} />
      <span className="n" title={name}>
        {name}
      </span>
      <span className="t" title={row.lastText ?? title}>
        {row.care && <Icon of={iconUp} label={t('care.mark')} />}
        <span lang={row.language}>{title}</span>
      </span>
      <span className="m">{row.amount ? formatMoney(row.amount) : '–'}</span>
      {row.promise && row.promise.kind !== 'bot_reply' && row.status !== 'snoozed' ? (
        <PromiseWait promise={row.promise} />
      ) : (
        <span className="w">
          <RowTime row={row} />
        </span>
      )}
      <Avatar name={row.assignee?.name ?? null} small none={!row.assignee} label={holder} />
    </RowLink>
  )
})

function RowIcon({ row }: { row: ConversationRow }) {
  const { t } = useTranslation()
  const { drafts } = useSync()
  if (row.restricted) return <Icon of={iconLock} label={t('list.restricted')} />
  if (drafts.has(row.id)) return <Icon of={iconNote} label={t('list.draft')} />
  if (row.callBack?.channel === 'phone') return <Icon of={iconPhone} label={t('callBack.title')} />
  if (row.callBack?.channel === 'mail') return <Icon of={iconMail} label={t('callBack.title')} />
  return row.status === 'bot' ? <Icon of={iconBot} label={t('list.withBot')} /> : <Icon of={iconChat} />
}

function RowTime({ row }: { row: ConversationRow }) {
  const { t } = useTranslation()
  if (row.status === 'snoozed' && row.snoozedUntil)
    return (
      <>
        <span className="sr">{t('list.snoozedUntil')}</span>
        <When at={row.snoozedUntil} />
      </>
    )
  if (row.status === 'resolved' || row.status === 'closed') return <When at={row.changedAt} />
  return (
    <>
      <span className="sr">{t('list.quietFor')}</span>
      <Wait since={row.changedAt} />
    </>
  )
}
