import type { Html } from '../html.ts'
import { html } from '../html.ts'
import { icons } from '../icons.ts'
import type { Visitor } from '../visitor.ts'

/** The way into support; the script opens the desk's widget, and says so when it is not there. */
export const helpRow = ({ words }: Visitor): Html => html`<section class="help">
<button type="button" class="row" data-open>
<span class="face jade" aria-hidden="true">${icons.chat}</span>
<span class="row-main"><span class="row-name">${words.help}<span class="unread num" data-unread hidden></span></span><span class="row-sub">${words.helpLine}</span></span>${icons.next}
</button>
${missingLine(words.askMissing)}
<template id="unread-words">${words.unread(0)}</template>
</section>`

export const missingLine = (text: string): Html => html`<p class="missing" role="status" data-missing data-text="${text}"></p>`
