/** A mail as it goes over the wire: plain words and the same as a page, from the program's own paragraphs. */
import MailComposer from 'nodemailer/lib/mail-composer'
import type { Language } from '@yingda/protocol/language.ts'

/** A mail's paragraphs in order. A `quote` is somebody's own words. */
export type Part =
  | { kind: 'words' | 'small'; text: string }
  | { kind: 'quote'; head: string; text: string }
  | { kind: 'link' | 'small_link'; text: string; url: string }

export type Message = {
  /** Becomes the Message-ID: the same message again is known as the same. */
  id: string
  /** What it belongs to; mail programs show all of it together. */
  thread: string
  from: { name: string; address: string }
  to: string
  language: Language
  subject: string
  parts: readonly Part[]
  /** By name; each already as a header is to be: one line, printable ASCII. */
  headers?: Readonly<Record<string, string>>
}

/** The same message gives the same bytes but for the date. */
export function composeMessage({ id, thread, from, to, language, subject, parts, headers = {} }: Message): Promise<Buffer> {
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1)
  const reference = `<${thread}@${domain}>`
  const composer = new MailComposer({
    from: { name: oneLine(from.name), address: from.address },
    to: { name: '', address: to },
    subject: oneLine(subject),
    messageId: `<${id}@${domain}>`,
    inReplyTo: reference,
    references: [reference],
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': language,
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, { prepared: true, value }])),
    },
    text: parts.map(plain).join('\n\n'),
    html: `<!doctype html><html lang="${language}"><body style="font:16px/1.6 system-ui,sans-serif;max-width:36em;overflow-wrap:anywhere">${parts.map(html).join('')}</body></html>`,
    // A boundary has 70 characters at most (RFC 2046).
    baseBoundary: id.slice(-36),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return new Promise((resolve, reject) => composer.compile().build((error, built) => (error ? reject(error) : resolve(built))))
}

function plain(part: Part): string {
  if (part.kind === 'quote') return `${part.head}\n${part.text.replace(/^/gm, '> ')}`
  return 'url' in part ? `${part.text}\n${part.url}` : part.text
}

function html(part: Part): string {
  switch (part.kind) {
    case 'words':
      return `<p style="white-space:pre-line">${escaped(part.text)}</p>`
    case 'small':
      return `<p style="${SMALL}">${escaped(part.text)}</p>`
    case 'link':
      return `<p><a href="${escaped(part.url)}">${escaped(part.text)}</a></p>`
    case 'small_link':
      return `<p style="${SMALL}"><a href="${escaped(part.url)}">${escaped(part.text)}</a></p>`
    case 'quote':
      return `<p style="margin-bottom:0"><b>${escaped(part.head)}</b></p><blockquote dir="auto" style="margin:.25em 0 1em;padding-left:1em;border-left:3px solid #bbb;white-space:pre-wrap">${escaped(part.text)}</blockquote>`
  }
}

const SMALL = 'font-size:14px;color:#555'
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign)

/** A header is one line, whatever its parts hold. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()
