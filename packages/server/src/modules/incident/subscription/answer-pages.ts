/** What somebody reads who subscribes, confirms or leaves: pages without a script, in the language of the form or the mail. */
import { STATUS_WORDS } from '@yingda/i18n/status.ts'
import type { StatusWords } from '@yingda/i18n/status/zh-CN.ts'
import type { Bilingual, Language } from '@yingda/protocol/language.ts'
import { html } from '../../../platform/html.ts'
import { plainPage } from '../status/page.ts'

/** What the page says, and what its one button does, if it has one. */
type Saying = { title: string; lead: string; button?: { words: string; to: string } }

const SAYINGS = {
  asked: (words: StatusWords): Saying => ({ title: words.mailAsked, lead: words.mailAskedLead }),
  address_wrong: (words: StatusWords): Saying => ({ title: words.addressWrong, lead: words.addressWrongLead }),
  too_often: (words: StatusWords): Saying => ({ title: words.askedTooOften, lead: words.askedTooOftenLead }),
  not_now: (words: StatusWords): Saying => ({ title: words.notNow, lead: words.notNowLead }),
  not_here: (words: StatusWords): Saying => ({ title: words.byMail, lead: words.byMailNotNow }),
  confirmed: (words: StatusWords): Saying => ({ title: words.confirmed, lead: words.confirmedLead }),
  left: (words: StatusWords): Saying => ({ title: words.left, lead: words.leftLead }),
  link_old: (words: StatusWords): Saying => ({ title: words.linkOld, lead: words.linkOldLead }),
  leave_link_wrong: (words: StatusWords): Saying => ({ title: words.leaveLinkWrong, lead: words.leaveLinkWrongLead }),
} as const
export type Answer = keyof typeof SAYINGS

export const answerPage = (answer: Answer, language: Language, brand: Bilingual): string => pageOf(SAYINGS[answer](STATUS_WORDS[language]), language, brand)

/** A link that a mail program or a scanner opens by itself changes nothing: the button does. */
export function askingPage(what: 'confirm' | 'leave', { language, brand, token }: { language: Language; brand: Bilingual; token: string }): string {
  const words = STATUS_WORDS[language]
  const to = `/status/subscriptions/${what}?t=${encodeURIComponent(token)}`
  const saying =
    what === 'confirm'
      ? { title: words.confirmAsk, lead: words.confirmAskLead, button: { words: words.confirmDo, to } }
      : { title: words.leaveAsk, lead: words.leaveAskLead, button: { words: words.leaveDo, to } }
  return pageOf(saying, language, brand)
}

function pageOf({ title, lead, button }: Saying, language: Language, brand: Bilingual): string {
  const words = STATUS_WORDS[language]
  const form = button !== undefined && html`<form method="post" action="${button.to}"><button class="do">${button.words}</button></form>`
  return plainPage(
    { language, brand: brand[language], formTo: button === undefined ? null : "'self'" },
    html`<h1>${title}</h1><p class="lead">${lead}</p>${form}<p class="links"><a href="/status?lang=${language}">${words.toStatus}</a></p>`,
  )
}
