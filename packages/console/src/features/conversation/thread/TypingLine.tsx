import { useTranslation } from 'react-i18next'
import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import { useConversationState } from '../../../app/sync/use-sync.ts'

type TypingLineProps = { row: ConversationRow }

/** The customer is writing: the one thing here that moves. */
export function TypingLine({ row }: TypingLineProps) {
  const { t } = useTranslation()
  const typing = useConversationState(row.id)?.customer.typing ?? false
  if (!typing) return null
  return (
    <p className="typing">
      <i />
      <i />
      <i />
      <span>{t('thread.customerTyping', { name: row.customer.name ?? t('customer.visitor') })}</span>
    </p>
  )
}
