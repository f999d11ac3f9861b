import type { ConversationEntryType } from '@yingda/protocol/entries/conversation.ts'
import {
  iconCard,
  iconChat,
  iconCheck,
  iconClock,
  iconDone,
  iconEyeoff,
  iconHeadset,
  iconHold,
  iconLock,
  iconMobile,
  iconNo,
  iconNote,
  iconPerson,
  iconRefresh,
  iconSearch,
  iconStar,
  iconSwap,
  iconYes,
} from '@yingda/ui/icons.ts'

const ICONS: Readonly<Record<ConversationEntryType, string>> = {
  'conversation.opened': iconMobile,
  'conversation.linked': iconChat,
  'transaction.attached': iconCard,
  'message.posted': iconChat,
  'note.added': iconNote,
  'answer.rated': iconYes,
  'conversation.queued': iconHeadset,
  'conversation.assigned': iconHeadset,
  'conversation.transferred': iconSwap,
  'conversation.snoozed': iconClock,
  'conversation.woken': iconRefresh,
  'conversation.awaiting_customer': iconHold,
  'conversation.resolved': iconDone,
  'conversation.reopened': iconRefresh,
  'conversation.closed': iconCheck,
  'conversation.rated': iconStar,
  'conversation.restricted': iconLock,
  'conversation.merged_into': iconSwap,
  'conversation.merged_from': iconSwap,
  'customer.joined': iconPerson,
  'wallet.looked_up': iconSearch,
  'entry.redacted': iconEyeoff,
}

/** The icon before an event's sentence; a new entry type without one fails the type check. */
export const eventIcon = (type: ConversationEntryType, helped = true): string => (type === 'answer.rated' && !helped ? iconNo : ICONS[type])
