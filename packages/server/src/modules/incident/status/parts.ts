/** The page's sections. Each takes what is published and the words; none knows where the page stands. */
import type { ComponentState, StatusComponent, StatusEstimate, StatusIncident, StatusShare, StatusSnapshot, StatusWait } from '@yingda/protocol/http/status.ts'
import { iconAlert, iconClock, iconDone, iconFail, iconGear, iconGlobe, iconMail, iconMobile, iconPhone } from '@yingda/ui/icons.ts'
import { html, markup, type Html } from '../../../platform/html.ts'
import type { Telling } from './times.ts'

export const icon = (drawn: string): Html => html`<svg class="i" viewBox="0 0 16 16" aria-hidden="true">${markup(drawn)}</svg>`

const LOOKS: Readonly<Record<ComponentState, { tone: string; icon: string }>> = {
  ok: { tone: 'ok', icon: iconDone },
  maintenance: { tone: 'mu', icon: iconGear },
  degraded: { tone: 'am', icon: iconAlert },
  down: { tone: 'rd', icon: iconFail },
}
const toneOf = ({ kind, severity }: StatusIncident): string => (kind === 'planned' ? 'mu' : severity === 'critical' ? 'rd' : 'am')

export function namesOf(keys: readonly string[], components: readonly StatusComponent[], { language, words }: Telling): string {
  return words.names(keys.map((key) => components.find((one) => one.key === key)?.name[language] ?? key.replace(/^fn\./, '')))
}

/** What lasts now, or is planned. */
export function lasting(incident: StatusIncident, { at, components }: StatusSnapshot, tell: Telling): Html {
  const { words, language } = tell
  const tone = toneOf(incident)
  const time =
    incident.state === 'scheduled'
      ? tell.window(incident.startsAt, incident.endsAt ?? incident.startsAt)
      : incident.endsAt === null
        ? words.since(tell.when(incident.startsAt))
        : (Date.parse(incident.endsAt) < Date.parse(at) ? words.overran : words.expected)(tell.when(incident.endsAt))
  return html`<article class="card ${tone}">
    <header><h3>${incident.title[language]}</h3><span class="tag ${tone}">${icon(incident.kind === 'planned' ? iconGear : iconAlert)}${words.state[incident.state]}</span></header>
    <p class="facts">${incident.severity !== null && html`${words.severity[incident.severity]}<br>`}${time}<br>${words.affects(namesOf(incident.components, components, tell))}</p>
    ${updates(incident, tell)}
  </article>`
}

const updates = ({ updates: all }: StatusIncident, { when, words, language }: Telling): Html =>
  html`<ol class="tl">${all.map(
    ({ at, state, text }) => html`<li><time datetime="${at}">${when(at)}</time><b>${words.state[state]}</b><span>${text[language] || words.begun}</span></li>`,
  )}</ol>`

export function past(incident: StatusIncident, tell: Telling): Html {
  const { words, language } = tell
  const ended = incident.endedAt ?? incident.startsAt
  const [last] = incident.updates
  return html`<li>
    <header><h3>${incident.title[language]}</h3><span class="tag ${incident.state === 'cancelled' ? 'mu' : 'ok'}">${icon(iconDone)}${words.state[incident.state]}</span></header>
    <p><time datetime="${incident.startsAt}">${tell.date(incident.startsAt)}</time>${incident.state !== 'cancelled' && html` ${words.lasted(tell.lasting(Date.parse(ended) - Date.parse(incident.startsAt)))}`}</p>
    ${last !== undefined && last.text[language] !== '' && html`<p>${last.text[language]}</p>`}
  </li>`
}

/** @param isOld what was so then need not be so now, and is not shown as if it were */
export function componentRow({ name, state, measured, days }: StatusComponent, { words, language }: Telling, isOld: boolean): Html {
  const look = isOld ? { tone: 'mu', icon: iconClock } : LOOKS[state]
  const affected = [...days].filter((letter) => letter !== 'o').length
  return html`<li>
    <b>${name[language]}</b>
    <span class="tag ${look.tone}">${icon(look.icon)}${isOld ? words.lastKnown(words.componentStates[state]) : words.componentStates[state]}</span>
    <svg class="up" viewBox="0 0 ${days.length * 6} 20" preserveAspectRatio="none" role="img" aria-label="${words.affectedDays(affected)}">${[...days].map(
      (letter, index) => html`<rect x="${index * 6}" width="4" height="20" rx="1" class="${letter}"/>`,
    )}</svg>
    ${measured !== null && html`<span class="note">${words.measured[measured]}</span>`}
  </li>`
}

export const legend = ({ words }: Telling): Html =>
  html`<p class="lg">${(['ok', 'maintenance', 'degraded', 'down'] as const).map(
    (state) =>
      html`<span><i class="${state === 'ok' ? 'o' : state === 'maintenance' ? 'm' : state === 'degraded' ? 'w' : 'd'}"></i>${words.legend[state]}</span>`,
  )}</p>`

/** @param isOld how long it takes now is not known */
export function waitRow({ team, isOpen, opensAt, waiting, estimate }: StatusWait, { words, language, when }: Telling, isOld: boolean): Html {
  const count = waiting.to === 0 ? words.nobody : waiting.to === null ? words.morePeople(waiting.from) : words.people(waiting.from, waiting.to)
  const hours = isOpen ? null : opensAt === null ? words.closed : words.opens(when(opensAt))
  const wait = (isOld ? null : estimate?.[language]) ?? { kind: 'cannot_say' as const }
  return html`<tr><th scope="row">${team[language]}${hours !== null && html`<br><span class="quiet">${hours}</span>`}</th><td>${count}</td><td class="r">${isOpen ? estimated(wait, words) : '–'}</td></tr>`
}

function estimated(estimate: StatusEstimate, words: Telling['words']): string {
  if (estimate.kind === 'none') return words.noWait
  return estimate.kind === 'range' ? words.estimateRange(estimate.fromMinutes, estimate.toMinutes) : words.cannotSay
}

export const shareRow = ({ period, asked, inTime, percent }: StatusShare, { words }: Telling): Html =>
  percent === null
    ? html`<tr><th scope="row">${period}</th><td colspan="3" class="r quiet">${words.tooFew}</td></tr>`
    : html`<tr><th scope="row">${period}</th><td class="r">${asked}</td><td class="r">${inTime}</td><td class="r">${percent}%</td></tr>`

const CONTACT_ICONS = { phone: iconPhone, email: iconMail, web: iconGlobe, app: iconMobile } as const

/** Written out, never a link: what stands here is read aloud, copied and compared. */
export const contactRow = ({ kind, value, when }: StatusSnapshot['contacts'][number], { words, language }: Telling): Html =>
  html`<li>${icon(CONTACT_ICONS[kind])}<span><span class="sr">${words.contactKind[kind]} </span>${value}</span>${when[language] !== '' && html`<small>${when[language]}</small>`}</li>`

export const clock = (): Html => icon(iconClock)
