import { MAIL_WORDS } from '@yingda/i18n/mail/words.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { Language } from '@yingda/protocol/language.ts'
import { composeMessage, type Part } from '../../../platform/mail/compose-message.ts'

/** What is to be told, and to whom. */
export type Letter = {
  /** Becomes the Message-ID: the same letter again is known as the same. */
  id: string
  to: string
  conversationId: ConversationId
  reference: string
  language: Language
  /** False where the words are not for a mailbox that others may read. */
  withWords: boolean
  /** He asked to be answered by mail, and need not have missed anything. */
  askedFor: boolean
  answers: readonly { from: string; at: Date; text: string; files: number }[]
}

export type LetterHead = { from: string; brand: string /** The wallet's page with the widget on it. */; link: string | null; timeZone: string }

/** The whole mail as it goes over the wire: the same letter gives the same bytes but for the date. */
export function composeMail(letter: Letter, head: LetterHead): Promise<Buffer> {
  const words = MAIL_WORDS[letter.language]
  return composeMessage({
    id: letter.id,
    thread: letter.conversationId,
    from: { name: head.brand, address: head.from },
    to: letter.to,
    language: letter.language,
    subject: words.subject(head.brand, letter.reference),
    parts: partsOf(letter, head),
  })
}

function partsOf({ answers, conversationId, language, reference, withWords, askedFor }: Letter, { brand, link, timeZone }: LetterHead): Part[] {
  const words = MAIL_WORDS[language]
  const day = new Intl.DateTimeFormat(language, { timeZone, month: 'long', day: 'numeric' })
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const zone = new Intl.DateTimeFormat(language, { timeZone, timeZoneName: 'short' })
  const zoneAt = (at: Date): string => zone.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
  const when = (at: Date): string => words.at(day.format(at), time.format(at), zoneAt(at))
  const quotes = answers.map(({ from, at, text, files }): Part => {
    const withFiles = [text, ...(files > 0 ? [words.files(files)] : [])].filter((line) => line !== '').join('\n')
    return { kind: 'quote', head: words.said(from, when(at)), text: withFiles }
  })
  return [
    { kind: 'words', text: words.hello },
    { kind: 'words', text: (askedFor ? words.askedFor : words.waits)(brand, reference) },
    ...(withWords ? quotes : [{ kind: 'words', text: words.wordsInChat } as const]),
    link === null ? { kind: 'words', text: words.openApp(brand) } : { kind: 'link', text: words.open, url: linkTo(link, conversationId) },
    { kind: 'small', text: words.noReply },
    { kind: 'small', text: words.neverAsk(brand) },
  ]
}

/** The widget on that page opens this conversation, for whose it is. What else stands in the address stays as it is. */
function linkTo(page: string, conversationId: ConversationId): string {
  const url = new URL(page)
  url.search = `${url.search === '' ? '?' : `${url.search}&`}yingda=${conversationId}`
  return url.href
}
