import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { CustomerDetail } from '@yingda/protocol/http/staff.ts'
import { When } from '../../app/ui/When.tsx'
import { useConversationTitle } from '../conversation/use-conversation-title.ts'
import { Fold } from './Fold.tsx'

type EarlierConversationsProps = { customer: CustomerDetail; openId: string }

export function EarlierConversations({ customer, openId }: EarlierConversationsProps) {
  const { t } = useTranslation()
  const titleOf = useConversationTitle()
  const { list } = useParams({ strict: false })
  const others = customer.conversations.filter((row) => row.id !== openId)
  if (others.length === 0) return null
  return (
    <Fold title={t('customer.otherConversations')} summary={others.length}>
      <ul className="links">
        {others.map((row) => (
          <li key={row.id}>
            <Link to="/inbox/$list/$conversationId" params={{ list: list ?? 'all', conversationId: row.id }}>
              {titleOf(row)}
            </Link>
            <small>
              {t(`status.${row.status}`)} <When at={row.changedAt} />
            </small>
          </li>
        ))}
      </ul>
    </Fold>
  )
}
