import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { WidgetWords } from '@yingda/i18n/widget/zh-CN.ts'
import { iconCard, iconChat, iconKey, iconRefund, iconShieldx, iconSwap } from '@yingda/ui/icons.ts'

/** Keys of words without a blank to fill. */
type Plain = { [K in keyof WidgetWords]: WidgetWords[K] extends string ? K : never }[keyof WidgetWords]

export const QUESTION_LOOKS: Readonly<Record<QuestionType, { icon: string; word: Plain }>> = {
  payment: { icon: iconCard, word: 'typePayment' },
  transfer: { icon: iconSwap, word: 'typeTransfer' },
  refund: { icon: iconRefund, word: 'typeRefund' },
  access: { icon: iconKey, word: 'typeAccess' },
  security: { icon: iconShieldx, word: 'typeSecurity' },
  other: { icon: iconChat, word: 'typeOther' },
}
