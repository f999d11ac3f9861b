import { useTranslation } from 'react-i18next'
import type { ConversationRow } from '@yingda/protocol/http/staff.ts'

/** What a conversation is called: the customer's own first words, else the kind of question. */
export function useConversationTitle(): (row: Pick<ConversationRow, 'title' | 'questionType'>) => string {
  const { t } = useTranslation()
  return ({ title, questionType }) => title ?? t(`question.${questionType}`)
}
