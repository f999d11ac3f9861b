import { useQueryClient } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { CustomerDetail } from '@yingda/protocol/http/staff.ts'
import { keys } from '../../app/query-keys.ts'
import { When } from '../../app/ui/When.tsx'
import { useConversationTitle } from '../conversation/use-conversation-title.ts'
import { useFollowRows } from '../conversation/use-follow-rows.ts'
import { Fold } from './Fold.tsx'

type EarlierConversationsProps = { customer: CustomerDetail; openId: string }

export function EarlierConversations({ customer, openId }: EarlierConversationsProps) {
  const { t } = useTranslation()
  const others = customer.conversations.filter((row) => row.id !== openId)
  if (others.length === 0) return null
  return (
    <Fold title={t('customer.otherConversations')} summary={others.length}>
      <Others customer={customer} others={others} />
    </Fold>
  )
}

/** Only while they are in sight are they followed: their titles are customers' words, which may be redacted meanwhile. */
function Others({ customer, others }: { customer: CustomerDetail; others: CustomerDetail['conversations'] }) {
  const { t } = useTranslation()
  const titleOf = useConversationTitle()
  const { list } = useParams({ strict: false })
  const client = useQueryClient()
  useFollowRows(
    keys.customer(customer.id),
    others.map(({ id }) => id),
  )
  // What changed while nobody looked was told to nobody.
  useEffect(() => void client.invalidateQueries({ queryKey: keys.customer(customer.id) }), [client, customer.id])
  return (
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
  )
}
