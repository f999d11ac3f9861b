import { formatMoney } from '@yingda/protocol/money-format.ts'
import type { WalletDevice, WalletHold, WalletLimit, WalletOverview, WalletPaymentMethod, WalletRefund } from '@yingda/protocol/wallet.ts'
import type { Html } from '../html.ts'
import { html } from '../html.ts'
import { readTime } from '../times.ts'
import type { Visitor } from '../visitor.ts'
import { backLink } from './back-link.ts'
import { transactionHref } from './rows.ts'

type Line = { name: string; sub: string; end: string; muted?: boolean; href?: string | null }

export function accountPage(overview: WalletOverview, visitor: Visitor): Html {
  const { words } = visitor
  const held = overview.holds.filter((hold) => hold.releasedAt === null)
  return html`${backLink('/demo-wallet/', words.back)}
<h1>${words.details}</h1>
${section(
  words.holds,
  held.map((hold) => holdLine(hold, visitor)),
  words.noHolds,
)}
${section(
  words.refunds,
  overview.refunds.map((refund) => refundLine(refund, visitor)),
  words.noRefunds,
)}
${section(
  words.methods,
  overview.methods.map((method) => methodLine(method, visitor)),
)}
${section(
  words.limits,
  overview.limits.map((limit) => limitLine(limit, visitor)),
)}
${section(
  words.devices,
  overview.devices.map((device) => deviceLine(device, visitor)),
)}`
}

const section = (title: string, lines: readonly Line[], empty = ''): Html => html`<section>
<h2>${title}</h2>
${lines.length > 0 ? html`<ul class="rows">${lines.map(lineRow)}</ul>` : html`<p class="empty">${empty}</p>`}
</section>`

function lineRow({ name, sub, end, muted, href }: Line): Html {
  const inside = html`<span class="row-main"><span class="row-name">${name}</span><span class="row-sub wraps">${sub}</span></span><span class="row-end num${muted ? ' muted' : ''}">${end}</span>`
  return href ? html`<li><a class="row" href="${href}">${inside}</a></li>` : html`<li><div class="row">${inside}</div></li>`
}

/** Risk and legal holds look alike and say no more than that the money is in progress. */
const holdLine = ({ kind, merchant, amount, expiresAt, placedAt, transactionId }: WalletHold, visitor: Visitor): Line => ({
  name: merchant ?? visitor.words.holdOf[kind],
  sub: expiresAt ? visitor.words.until(readTime(expiresAt, visitor)) : readTime(placedAt, visitor),
  end: formatMoney(amount),
  href: transactionId && transactionHref(transactionId),
})

const refundLine = ({ amount, status, destination, expectedBy, transactionId }: WalletRefund, visitor: Visitor): Line => ({
  name: visitor.words.refundTo(destination),
  sub: expectedBy ? visitor.words.refundPending(readTime(expectedBy, visitor)) : visitor.words.refundState[status],
  end: formatMoney(amount),
  href: transactionHref(transactionId),
})

const methodLine = ({ brand, last4, expiryMonth, status }: WalletPaymentMethod, { words }: Visitor): Line => ({
  name: last4 ? `${brand} ${last4}` : brand,
  sub: expiryMonth ? words.expiry(expiryMonth) : '',
  end: words.methodState[status],
  muted: status === 'active',
})

const limitLine = ({ scope, currency, capMinor, usedMinor, resetsAt }: WalletLimit, { words }: Visitor): Line => ({
  name: words.limitOf[scope],
  sub: resetsAt
    ? words.used(formatMoney({ amountMinor: usedMinor, currency }), formatMoney({ amountMinor: capMinor, currency }))
    : words.cap(formatMoney({ amountMinor: capMinor, currency })),
  end: '',
})

const deviceLine = ({ model, os, region, trusted, lastSeenAt, revokedAt }: WalletDevice, visitor: Visitor): Line => ({
  name: visitor.words.pair(model, os),
  sub: visitor.words.pair(region, readTime(lastSeenAt, visitor)),
  end: revokedAt ? visitor.words.revoked : trusted ? visitor.words.trusted : visitor.words.untrusted,
  muted: trusted || revokedAt !== null,
})
