import { MAIL_WORDS } from '@yingda/i18n/mail/words.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { Language } from '@yingda/protocol/language.ts'
import MailComposer from 'nodemailer/lib/mail-composer'

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

export type LetterHead = { from: string; brand: string; link: string | null; timeZone: string }

/** The whole mail as it goes over the wire: the same letter gives the same bytes but for the date. */
export function composeMail(letter: Letter, head: LetterHead): Promise<Buffer> {
  const words = MAIL_WORDS[letter.language]
  const domain = head.from.slice(head.from.lastIndexOf('@') + 1)
  const thread = `<${letter.conversationId}@${domain}>`
  const parts = partsOf(letter, head)
  const composer = new MailComposer({
    from: { name: oneLine(head.brand), address: head.from },
    to: { name: '', address: letter.to },
    subject: oneLine(words.subject(head.brand, letter.reference)),
    messageId: `<${letter.id}@${domain}>`,
    inReplyTo: thread,
    references: [thread],
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All', 'Content-Language': letter.language },
    text: parts.map(plain).join('\n\n'),
    html: `<!doctype html><html lang="${letter.language}"><body style="font:16px/1.6 system-ui,sans-serif;max-width:36em">${parts.map(html).join('')}</body></html>`,
    baseBoundary: letter.id,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return new Promise((resolve, reject) => composer.compile().build((error, built) => (error ? reject(error) : resolve(built))))
}

/** The mail's paragraphs in order. A `quote` is somebody's own words. */
type Part = { kind: 'words' | 'small'; text: string } | { kind: 'quote'; head: string; text: string } | { kind: 'link'; text: string; url: string }

function partsOf({ answers, language, reference, withWords, askedFor }: Letter, { brand, link, timeZone }: LetterHead): Part[] {
  const words = MAIL_WORDS[language]
  const when = new Intl.DateTimeFormat(language, { timeZone, month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' })
  const quotes = answers.map(({ from, at, text, files }): Part => {
    const withFiles = [text, ...(files > 0 ? [words.files(files)] : [])].filter((line) => line !== '').join('\n')
    return { kind: 'quote', head: words.said(from, when.format(at)), text: withFiles }
  })
  return [
    { kind: 'words', text: words.hello },
    { kind: 'words', text: (askedFor ? words.askedFor : words.waits)(brand, reference) },
    ...(withWords ? quotes : [{ kind: 'words', text: words.wordsInChat } as const]),
    link === null ? { kind: 'words', text: words.openApp(brand) } : { kind: 'link', text: words.open, url: link },
    { kind: 'small', text: words.noReply },
    { kind: 'small', text: words.neverAsk(brand) },
  ]
}

function plain(part: Part): string {
  if (part.kind === 'quote') return `${part.head}\n${part.text.replace(/^/gm, '> ')}`
  return part.kind === 'link' ? `${part.text}\n${part.url}` : part.text
}

function html(part: Part): string {
  switch (part.kind) {
    case 'words':
      return `<p>${escaped(part.text)}</p>`
    case 'small':
      return `<p style="font-size:14px;color:#555">${escaped(part.text)}</p>`
    case 'link':
      return `<p><a href="${escaped(part.url)}">${escaped(part.text)}</a></p>`
    case 'quote':
      return `<p style="margin-bottom:0"><b>${escaped(part.head)}</b></p><blockquote style="margin:.25em 0 1em;padding-left:1em;border-left:3px solid #bbb;white-space:pre-wrap">${escaped(part.text)}</blockquote>`
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)

/** A header is one line, whatever its parts hold. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
