import { formatMoney } from '@yingda/protocol/money-format.ts'
import type { WalletAccount, WalletOverview } from '@yingda/protocol/wallet.ts'
import type { Html } from '../html.ts'
import { html } from '../html.ts'
import { icons } from '../icons.ts'
import { readClock } from '../times.ts'
import type { Visitor } from '../visitor.ts'
import { helpRow } from './help-row.ts'
import { transactionRows } from './rows.ts'

const SHOWN = 8

export function homePage(overview: WalletOverview, visitor: Visitor): Html {
  const { words } = visitor
  const { accounts, customer, recentTransactions } = overview
  const isRestricted = accounts.some(({ status }) => status !== 'active')
  return html`<h1 class="who"><span lang="${customer.language}">${customer.name}</span><a class="quiet" href="/demo-wallet/customers">${words.switchCustomer}</a></h1>
${isRestricted && html`<p class="banner">${icons.alert}${words.restricted}</p>`}
${accounts.map((account) => balanceCard(account, visitor))}
${helpRow(visitor)}
<section>
<div class="head"><h2>${words.recent}</h2><a href="/demo-wallet/transactions">${words.all}</a></div>
${recentTransactions.length > 0 ? transactionRows(recentTransactions.slice(0, SHOWN), visitor) : html`<p class="empty">${words.noTransactions}</p>`}
</section>`
}

function balanceCard({ available, current, reserved, uncleared }: WalletAccount, visitor: Visitor): Html {
  const { words, now } = visitor
  const figure = (label: string, amount: WalletAccount['current']) => html`<div><dt>${label}</dt><dd class="num">${formatMoney(amount)}</dd></div>`
  return html`<section class="balance" aria-label="${words.pair(words.availableBalance, available.currency)}">
<p class="balance-label">${words.availableBalance}<span class="asof num">${words.asOf(readClock(now, visitor))}</span></p>
<p class="balance-sum num">${formatMoney(available)}</p>
<dl class="figures">
${figure(words.current, current)}
${figure(words.onHold, reserved)}
${uncleared.amountMinor > 0 && figure(words.coming, uncleared)}
</dl>
<a class="balance-more" href="/demo-wallet/account">${icons.card}${words.details}${icons.next}</a>
</section>`
}
