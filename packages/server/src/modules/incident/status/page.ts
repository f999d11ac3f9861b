/** The public status page: no script, no request beside itself, as good on a phone as on paper. */
import { headlineOf } from '@yingda/domain/incident/headline.ts'
import type { StatusAge, StatusIncident, StatusSnapshot } from '@yingda/protocol/http/status.ts'
import { SEVERITIES } from '@yingda/protocol/entries/incident.ts'
import type { Language } from '@yingda/protocol/language.ts'
import { iconLock } from '@yingda/ui/icons.ts'
import { html, markup, type Html } from '../../../platform/html.ts'
import { clock, componentRow, contactRow, icon, lasting, legend, namesOf, past, shareRow, waitRow } from './parts.ts'
import { statusPolicy, STYLE } from './style.ts'
import type { StatusLinks } from './status-links.ts'
import { subscribe } from './subscribe.ts'
import { telling, type Telling } from './times.ts'

type Page = {
  language: Language
  /** Null for the copy, which does not know when it is read. */
  age: StatusAge | null
  links: StatusLinks
}

const AS_NEW: StatusAge = { seconds: 0, why: null }

export function statusPage(snapshot: StatusSnapshot, { language, age, links }: Page): string {
  const readAt = age === null ? null : new Date(Date.parse(snapshot.at) + age.seconds * 1000).toISOString()
  const tell = telling(language, { timeZone: snapshot.timeZone, today: readAt })
  const open = snapshot.incidents.filter(({ endedAt }) => endedAt === null)
  const isOld = age !== null && age.why !== null
  const content = html`
    ${headline(snapshot, tell, age)}
    ${lastingSection('now', worstFirst(open), snapshot, tell)} ${lastingSection('planned', soonestFirst(open), snapshot, tell)}
    ${channels(snapshot, tell, isOld)} ${waits(snapshot, tell, isOld)} ${history(snapshot, tell)} ${quality(snapshot, tell)} ${contacts(snapshot, tell)}
    ${subscribe({ links, snapshot, age }, tell)}`
  return frame({ language, links, brand: snapshot.brand[language], formTo: formOrigin(snapshot) }, tell, content)
}

/** What lasts; of equal weight the newest first, planned work last. */
const worstFirst = (open: readonly StatusIncident[]): StatusIncident[] =>
  open.filter(({ state }) => state !== 'scheduled').toSorted((one, other) => weightOf(other) - weightOf(one))
const weightOf = ({ severity }: StatusIncident): number => (severity === null ? -1 : SEVERITIES.indexOf(severity))

const soonestFirst = (open: readonly StatusIncident[]): StatusIncident[] =>
  open.filter(({ state }) => state === 'scheduled').toSorted((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt))

/** What is shown while nobody has written a copy yet. */
export function noStatusPage(language: Language, other: string): string {
  const tell = telling(language, { timeZone: 'UTC', today: null })
  const { words } = tell
  return frame(
    { language, links: { other, feed: '', json: '' }, brand: '', formTo: null },
    tell,
    html`<h1>${words.none}</h1><p class="lead">${words.noneLead}</p>`,
  )
}

/** A page beside the status page, of the same looks. */
export function plainPage({ language, brand, formTo }: Omit<Frame, 'links'>, content: Html): string {
  const links = { other: `/status?lang=${language === 'en' ? 'zh-CN' : 'en'}`, feed: '', json: '' }
  return frame({ language, brand, formTo, links }, telling(language, { timeZone: 'UTC', today: null }), content)
}

/** Where the page's form goes, as a policy names it; null = it has none. */
export const formOrigin = ({ subscribeAt }: StatusSnapshot): string | null => (subscribeAt == null ? null : new URL(subscribeAt).origin)

type Frame = { language: Language; links: StatusLinks; brand: string; formTo: string | null }

function frame({ language, links, brand, formTo }: Frame, { words }: Telling, content: Html): string {
  const title = words.title(brand)
  const feed = links.feed !== '' && html`<link rel="alternate" type="application/atom+xml" title="${words.feedTitle(brand)}" href="${links.feed}">`
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${statusPolicy(formTo)}">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
${feed}
<style>${markup(STYLE)}</style>
</head>
<body>
<a class="skip" href="#content">${words.skip}</a>
<header class="top"><div class="wrap"><span class="mark" aria-hidden="true">${[...brand][0] ?? '应'}</span><b>${title}</b><a href="${links.other}" lang="${language === 'en' ? 'zh-CN' : 'en'}">${words.otherLanguage}</a></div></header>
<main class="wrap" id="content" tabindex="-1">${content}</main>
</body>
</html>
`.html
}

function headline(snapshot: StatusSnapshot, tell: Telling, age: StatusAge | null): Html {
  const { words } = tell
  const head = headlineOf(snapshot, age ?? AS_NEW)
  const [title, lead] =
    head.say === 'all_well'
      ? [words.allWell, words.allWellLead]
      : head.say === 'database_away'
        ? [words.databaseAway, words.databaseAwayLead]
        : head.say === 'cannot_be_known'
          ? [words.unknown, words.unknownLead]
          : [words.disturbed[head.worst](namesOf(head.keys, snapshot.components, tell)), words.disturbedLead[head.others]]
  const old =
    age !== null &&
    age.why !== null &&
    html`<p class="old" role="status">${clock()}<span>${words.old[age.why](tell.when(snapshot.at), tell.lasting(age.seconds * 1000))}</span></p>`
  const [end, space] = tell.language === 'en' ? ['. ', ' '] : ['。', '']
  const often = age === null ? words.asOfStatic : age.why === null ? words.eachMinute : ''
  const asOf = html`<p class="asof"><time datetime="${snapshot.at}">${words.asOf(tell.when(snapshot.at))}</time>${end}${often}${often !== '' && space}${words.timeZone(tell.clock)}</p>`
  return html`<h1>${title}</h1><p class="lead">${lead}</p>${old}${asOf}`
}

function lastingSection(which: 'now' | 'planned', incidents: readonly StatusIncident[], snapshot: StatusSnapshot, tell: Telling): Html | null {
  if (incidents.length === 0) return null
  return html`<section aria-labelledby="${which}"><h2 id="${which}">${tell.words[which]}</h2>${incidents.map((one) => lasting(one, snapshot, tell))}</section>`
}

const channels = ({ components }: StatusSnapshot, tell: Telling, isOld: boolean): Html => html`<section aria-labelledby="channels">
  <h2 id="channels">${tell.words.channels}<small>${tell.words.history}</small></h2>
  <ul class="rows">${components.map((one) => componentRow(one, tell, isOld))}</ul>${legend(tell)}<p class="quiet">${tell.words.historyFrom}</p></section>`

/** @param isOld who comes now is told nothing by what the wait was then */
function waits({ at, waits: lines }: StatusSnapshot, tell: Telling, isOld: boolean): Html {
  const { words } = tell
  const [title, small] = isOld ? [words.waitsThen, words.waitsThenSmall(tell.when(at))] : [words.waits, words.waitsSmall]
  const table = html`<table aria-labelledby="waits"><thead><tr><th scope="col">${words.team}</th><th scope="col">${words.inLine}</th><th scope="col" class="r">${words.estimate}</th></tr></thead><tbody>${lines.map((line) => waitRow(line, tell, isOld))}</tbody></table>`
  return html`<section aria-labelledby="waits"><h2 id="waits">${title}<small>${small}</small></h2>${lines.length === 0 ? html`<p class="quiet">${words.noTeams}</p>` : table}</section>`
}

function history({ incidents }: StatusSnapshot, tell: Telling): Html {
  const { words } = tell
  const over = incidents.filter(({ endedAt }) => endedAt !== null)
  return html`<section aria-labelledby="past"><h2 id="past">${words.past}<small>${words.pastSmall}</small></h2>${
    over.length === 0 ? html`<p class="quiet">${words.nothingPast}</p>` : html`<ol class="past">${over.map((one) => past(one, tell))}</ol>`
  }</section>`
}

function quality({ quality: { at, months, days } }: StatusSnapshot, tell: Telling): Html {
  const { words } = tell
  const table = (rows: typeof months, first: string) =>
    html`<table><thead><tr><th scope="col">${first}</th><th scope="col" class="r">${words.asked}</th><th scope="col" class="r">${words.inTime}</th><th scope="col" class="r">${words.percent}</th></tr></thead><tbody>${rows.map((row) => shareRow(row, tell))}</tbody></table>`
  return html`<section aria-labelledby="quality"><h2 id="quality">${words.quality}<small>${words.qualitySmall(tell.when(at))}</small></h2>
    ${months.length === 0 ? html`<p class="quiet">${words.noQuality}</p>` : table(months, words.month)}
    ${days.length > 0 && html`<details><summary>${words.byDay}</summary>${table(days, words.day)}</details>`}
    <p class="quiet">${words.qualityHow}</p></section>`
}

const contacts = ({ contacts: all }: StatusSnapshot, tell: Telling): Html => html`<section aria-labelledby="contacts">
  <h2 id="contacts">${tell.words.contacts}<small>${tell.words.contactsSmall}</small></h2>
  ${all.length === 0 ? html`<p class="quiet">${tell.words.noContacts}</p>` : html`<ul class="dir">${all.map((one) => contactRow(one, tell))}</ul>`}
  <p class="never">${icon(iconLock)}<span>${tell.words.never}</span></p></section>`
