import type { Html } from '../html.ts'
import { html } from '../html.ts'
import { icons } from '../icons.ts'
import type { CustomerStory } from '../../story/script.ts'
import type { Visitor } from '../visitor.ts'
import { helpRow } from './help-row.ts'

/** Also what somebody who is not signed in sees: the list of customers to be, and the way to support. */
export function choosePage(stories: readonly CustomerStory[], visitor: Visitor): Html {
  const { words, story } = visitor
  return html`<h1>${words.chooseTitle}</h1>
<p class="lead">${words.chooseLead}</p>
<form method="post" action="/demo-wallet/customer" data-choose>
<ul class="rows">
${stories.map((one) => person(one, visitor))}
<li><button class="row" name="externalId" value="" ${story ? null : html`aria-current="true"`}>
<span class="face" aria-hidden="true">${icons.person}</span>
<span class="row-main"><span class="row-name">${words.stayOut}</span></span>${story ? icons.next : icons.done}
</button></li>
</ul>
</form>
${helpRow(visitor)}`
}

function person({ customer, plot }: CustomerStory, { story, language }: Visitor): Html {
  const isChosen = story?.customer.externalId === customer.externalId
  const initial = [...customer.name][0] ?? ''
  return html`<li><button class="row" name="externalId" value="${customer.externalId}" ${isChosen && html`aria-current="true"`}>
<span class="face" aria-hidden="true" lang="${customer.language}">${initial}</span>
<span class="row-main"><span class="row-name" lang="${customer.language}">${customer.name}</span><span class="row-sub wraps">${plot[language]}</span></span>${isChosen ? icons.done : icons.next}
</button></li>`
}
