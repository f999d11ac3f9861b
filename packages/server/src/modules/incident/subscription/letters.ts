/** The mails that subscribers get. */
import type { Incident } from '@yingda/domain/incident/state.ts'
import { STATUS_MAIL_WORDS } from '@yingda/i18n/mail/status-words.ts'
import type { Bilingual, Language } from '@yingda/protocol/language.ts'
import { composeMessage, type Part } from '../../../platform/mail/compose-message.ts'
import type { Components } from '../components.ts'
import type { Said } from '../store.ts'
import { telling, type Telling } from '../status/times.ts'
import type { SubscriptionLinks } from './links.ts'
import type { ClaimedMail } from './store.ts'

export type LetterHead = {
  /** A bare address. */
  from: string
  brand: Bilingual
  timeZone: string
  components: Components
  links: SubscriptionLinks
  /** Where people read of it. */
  page: string
}

type Confirm = { mailId: string; subscriberId: string; email: string; language: Language; askedAt: Date }

export function confirmLetter({ mailId, subscriberId, email, language, askedAt }: Confirm, { from, brand, links }: LetterHead): Promise<Buffer> {
  const words = STATUS_MAIL_WORDS[language]
  return composeMessage({
    id: mailId,
    thread: subscriberId,
    from: { name: brand[language], address: from },
    to: email,
    language,
    subject: words.confirmSubject(brand[language]),
    parts: [
      { kind: 'words', text: words.hello },
      { kind: 'words', text: words.confirmWhy(brand[language]) },
      { kind: 'link', text: words.confirmDo, url: links.toConfirm({ id: subscriberId, language }, askedAt) },
      { kind: 'words', text: words.confirmElse },
      { kind: 'small', text: words.noReply },
    ],
  })
}

/** What was said of an incident, as it stood then. */
export type Told = { incident: Incident; said: Said }

/** One click on the mail program's own button ends it (RFC 8058), and so does the link at the end. */
export function incidentLetter({ incident, said }: Told, { subscriberId, email, language }: ClaimedMail, head: LetterHead): Promise<Buffer> {
  const { from, brand, timeZone, links } = head
  // A mail is read on any day: each time stands with its date.
  const tell = telling(language, { timeZone, today: null })
  const words = STATUS_MAIL_WORDS[language]
  const leave = links.toLeave({ id: subscriberId, language })
  return composeMessage({
    id: `${said.incidentId}.${said.seq}.${subscriberId}`,
    thread: said.incidentId,
    from: { name: brand[language], address: from },
    to: email,
    language,
    subject: words.subject(brand[language], titleOf(incident, language), tell.words.state[incident.state]),
    parts: [
      ...partsOf({ incident, said }, tell, head),
      { kind: 'small', text: words.why(brand[language]) },
      { kind: 'small_link', text: words.leave, url: leave },
    ],
    headers: { 'List-Unsubscribe': `<${leave}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' },
  })
}

const titleOf = ({ titleZh, titleEn }: Incident, language: Language): string => (language === 'en' ? titleEn : titleZh)

function partsOf({ incident, said }: Told, tell: Telling, { components, page }: LetterHead): Part[] {
  const { words, language } = tell
  const { textZh, textEn } = said.entry.data
  const names = incident.components.map((key) => components.find((one) => one.key === key)?.name[language] ?? key.replace(/^fn\./, ''))
  const severity = incident.severity === null ? [] : [words.severity[incident.severity]]
  return [
    {
      kind: 'quote',
      head: `${titleOf(incident, language)}${language === 'en' ? ': ' : '：'}${words.state[incident.state]}`,
      text: (language === 'en' ? textEn : textZh) || words.begun,
    },
    { kind: 'words', text: [...severity, timeOf(incident, tell), words.affects(words.names(names))].join('\n') },
    { kind: 'small', text: words.timeZone(tell.clock) },
    { kind: 'link', text: STATUS_MAIL_WORDS[language].open, url: `${page}?lang=${language}` },
  ]
}

function timeOf({ state, startsAt, endsAt, endedAt }: Incident, { words, when, window, lasting }: Telling): string {
  if (endedAt !== null && state !== 'cancelled') return words.lasted(lasting(Date.parse(endedAt) - Date.parse(startsAt)))
  if (endsAt !== null) return window(startsAt, endsAt)
  return words.since(when(startsAt))
}
