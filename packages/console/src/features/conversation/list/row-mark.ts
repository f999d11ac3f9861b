import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import { iconBot, iconChat, iconLock, iconMail, iconNote, iconPhone } from '@yingda/ui/icons.ts'
import type { RowWords } from './row-words.ts'

export type RowMark = { icon: string /** undefined: it says nothing. */; label: string | undefined }

/** What stands before a row: what sets this conversation apart, the weightiest of it. */
export function rowMark(row: ConversationRow, hasDraft: boolean, words: RowWords): RowMark {
  if (row.restricted) return { icon: iconLock, label: words.restricted }
  if (hasDraft) return { icon: iconNote, label: words.draft }
  if (row.callBack?.channel === 'phone') return { icon: iconPhone, label: words.callBack }
  if (row.callBack?.channel === 'mail') return { icon: iconMail, label: words.callBack }
  return row.status === 'bot' ? { icon: iconBot, label: words.withBot } : { icon: iconChat, label: undefined }
}
