import { formatMoney } from '@yingda/protocol/money-format.ts'
import type { WalletTransaction } from '@yingda/protocol/wallet.ts'
import type { Html } from '../html.ts'
import { html } from '../html.ts'
import { icons } from '../icons.ts'
import { historyLines, placeWords, questionTypeOf, reasonWords, signedAmount, stateWord, toneIcon, toneOf } from '../look.ts'
import { readTime } from '../times.ts'
import type { Visitor } from '../visitor.ts'
import { backLink } from './back-link.ts'
import { missingLine } from './help-row.ts'

/** First where the money is, then why, then what can be done, then the particulars. */
export function transactionPage(one: WalletTransaction, visitor: Visitor): Html {
  const { words } = visitor
  const tone = toneOf(one)
  const reason = reasonWords(one, words)
  return html`${backLink('/demo-wallet/transactions', words.all)}
<section class="sum">
<h1>${one.counterparty}</h1>
<p class="sum-amount num">${signedAmount(one)}</p>
<p class="state ${tone}">${toneIcon(tone)}${stateWord(one, words)}</p>
</section>
<dl class="answers">
<div><dt>${words.where}</dt><dd>${placeWords(one, words)}</dd></div>
${reason && html`<div><dt>${words.why}</dt><dd>${reason.why}</dd></div><div><dt>${words.next}</dt><dd>${reason.fix}</dd></div>`}
${one.expectedBy !== null && html`<div><dt>${words.fields.expected}</dt><dd class="num">${words.before(readTime(one.expectedBy, visitor))}</dd></div>`}
</dl>
<button type="button" class="ask" data-open data-transaction="${one.id}" data-question="${questionTypeOf(one)}">${icons.chat}${words.ask}</button>
${missingLine(words.askMissing)}
${particulars(one, visitor)}
${history(one, visitor)}`
}

function particulars({ type, method, fee, orderNo, createdAt }: WalletTransaction, visitor: Visitor): Html {
  const { fields, type: types } = visitor.words
  const line = (label: string, value: string) => html`<div><dt>${label}</dt><dd class="num">${value}</dd></div>`
  return html`<dl class="particulars">
${line(fields.type, types[type])}
${line(fields.method, method)}
${fee.amountMinor > 0 && line(fields.fee, formatMoney(fee))}
${line(fields.created, readTime(createdAt, visitor))}
${line(fields.order, orderNo)}
</dl>`
}

const history = (one: WalletTransaction, visitor: Visitor): Html => html`<section>
<h2>${visitor.words.fields.history}</h2>
<ol class="history">${historyLines(one, visitor.words).map(({ word, at }) => html`<li><span>${word}</span><time class="num" datetime="${at}">${readTime(at, visitor)}</time></li>`)}</ol>
</section>`
