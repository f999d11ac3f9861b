import type { Html } from '../html.ts'
import { html } from '../html.ts'
import type { Visitor } from '../visitor.ts'

export const notFoundPage = ({ words }: Visitor): Html => html`<h1>${words.notFoundTitle}</h1>
<p class="lead">${words.notFoundLine}</p>
<p><a href="/demo-wallet/">${words.home}</a></p>`
