import type { Html } from '../html.ts'
import { html } from '../html.ts'
import { icons } from '../icons.ts'

export const backLink = (href: string, label: string): Html => html`<p class="back"><a href="${href}">${icons.back}${label}</a></p>`
