import type { Page } from '../../connector/keyset.ts'
import type { Html } from '../html.ts'
import { html } from '../html.ts'
import type { Visitor } from '../visitor.ts'
import { backLink } from './back-link.ts'
import { transactionRows } from './rows.ts'

export const transactionsPage = ({ transactions, nextCursor }: Page, visitor: Visitor): Html => html`${backLink('/demo-wallet/', visitor.words.back)}
<h1>${visitor.words.all}</h1>
${transactions.length > 0 ? transactionRows(transactions, visitor) : html`<p class="empty">${visitor.words.noTransactions}</p>`}
${nextCursor !== null && html`<p class="more"><a href="/demo-wallet/transactions?cursor=${encodeURIComponent(nextCursor)}">${visitor.words.older}</a></p>`}`
