import type { WalletTransaction } from '@yingda/protocol/wallet.ts'
import type { Html } from '../html.ts'
import { html } from '../html.ts'
import { isUndone, signedAmount, stateWord, toneIcon, toneOf } from '../look.ts'
import { readTime } from '../times.ts'
import type { Visitor } from '../visitor.ts'

export const transactionHref = (id: string) => `/demo-wallet/transactions/${encodeURIComponent(id)}`

export const transactionRows = (transactions: readonly WalletTransaction[], visitor: Visitor): Html =>
  html`<ul class="rows">${transactions.map((one) => row(one, visitor))}</ul>`

/** The ordinary needs no word: a completed payment shows its time only. */
function row(one: WalletTransaction, visitor: Visitor): Html {
  const tone = toneOf(one)
  const state =
    one.status === 'completed' && tone === 'plain' ? null : html`<span class="state ${tone}">${toneIcon(tone)}${stateWord(one, visitor.words)}</span>`
  return html`<li><a class="row" href="${transactionHref(one.id)}">
<span class="row-main"><span class="row-name">${one.counterparty}</span><span class="row-sub"><span class="row-kind">${visitor.words.type[one.type]}</span><time datetime="${one.createdAt}">${readTime(one.createdAt, visitor)}</time></span></span>
<span class="row-end"><span class="num amount${isUndone(one) ? ' muted' : ''}">${signedAmount(one)}</span>${state}</span>
</a></li>`
}
