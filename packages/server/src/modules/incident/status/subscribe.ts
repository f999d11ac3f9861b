import type { StatusAge, StatusSnapshot } from '@yingda/protocol/http/status.ts'
import { html, type Html } from '../../../platform/html.ts'
import type { StatusLinks } from './status-links.ts'
import type { Telling } from './times.ts'

type About = { links: StatusLinks; snapshot: StatusSnapshot; age: StatusAge | null }

/** How one hears of changes: by a feed, and by mail where mail goes out. */
export const subscribe = ({ links: { feed, json }, snapshot, age }: About, tell: Telling): Html => html`<section aria-labelledby="subscribe">
  <h2 id="subscribe">${tell.words.subscribe}</h2><p class="quiet">${tell.words.subscribeHow}</p>
  <p class="links"><a href="${feed}">${tell.words.feed}</a><a href="${json}">${tell.words.json}</a></p>${byMail(snapshot.subscribeAt ?? null, age, tell)}</section>`

/** The form goes to the service itself, wherever the page stands; while that is known to be away it is not shown. */
function byMail(subscribeAt: string | null, age: StatusAge | null, { words, language }: Telling): Html | null {
  if (subscribeAt === null) return null
  if (age !== null && age.why !== null) return html`<h3>${words.byMail}</h3><p class="quiet">${words.byMailNotNow}</p>`
  return html`<h3>${words.byMail}</h3><p class="quiet">${words.byMailHow}</p>
  <form class="by-mail" method="post" action="${subscribeAt}" accept-charset="utf-8">
    <label>${words.address}<input type="email" name="email" required maxlength="254" autocomplete="email"></label>
    <label>${words.mailLanguage}<select name="lang">${(['zh-CN', 'en'] as const).map((one) => option(one, words.languages[one], one === language))}</select></label>
    <button class="do">${words.byMailDo}</button>
  </form><p class="quiet">${words.byMailElse}</p>`
}

const option = (value: string, words: string, isChosen: boolean): Html =>
  isChosen ? html`<option value="${value}" lang="${value}" selected>${words}</option>` : html`<option value="${value}" lang="${value}">${words}</option>`
