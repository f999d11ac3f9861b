import type { CannedReply } from '@yingda/protocol/http/staff.ts'
import type { Language } from '@yingda/protocol/language.ts'

type Named = Pick<CannedReply, 'shortcut' | 'title'>

/** Replies for what was typed after `/`: shortcuts that begin with it, then words found anywhere; else all, by shortcut. */
export function matchingReplies<R extends Named>(replies: readonly R[], typed: string): R[] {
  const wanted = typed.trim().toLowerCase()
  const rank = ({ shortcut, title }: R): number => {
    if (shortcut.toLowerCase().startsWith(wanted)) return 0
    if (title.toLowerCase().includes(wanted)) return 1
    return shortcut.toLowerCase().includes(wanted) ? 2 : -1
  }
  return replies
    .map((reply) => ({ reply, at: rank(reply) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at || a.reply.shortcut.localeCompare(b.reply.shortcut))
    .map(({ reply }) => reply)
}

/** In the customer's language; in the other when only that was written. */
export const replyText = ({ textZh, textEn }: Pick<CannedReply, 'textZh' | 'textEn'>, language: Language): string =>
  language === 'en' ? textEn || textZh : textZh || textEn
