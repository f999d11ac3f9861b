import type { StoryClock } from '../story/clock.ts'
import { cancelled, declined } from '../story/fail.ts'
import { paid } from '../story/pay.ts'
import { balanceMethod, bankCard, fromBalance, fromCard, phone, usualLimits } from '../story/people.ts'
import { received, withRefunds } from '../story/receive.ts'
import type { CustomerStory } from '../story/script.ts'

/** An auto-pay that is no longer signed, an order that timed out, a refund in part. */
export function sofiaMarchetti(clock: StoryClock): CustomerStory {
  const no = '35961'
  const account = `A-${no}`
  const balance = fromBalance(no, account, 'EUR')
  const card = fromCard(no, '7002', 'Banco Ventura', 'EUR')
  return {
    email: 'sofia.marchetti@example.it',
    customer: {
      externalId: `C-${no}`,
      name: 'Sofia Marchetti',
      maskedPhone: '+39 *** *** 218',
      maskedEmail: 's****i@example.it',
      language: 'en',
      timeZone: clock.timeZone,
      jurisdiction: 'IT',
      kycLevel: 3,
      kycStatus: 'verified',
      customerSince: clock.day(-210, '15:30'),
      vulnerable: false,
    },
    plot: { 'zh-CN': '自动扣款失效；订单超时关闭；部分退款', en: 'Auto-pay not active; an order timed out; a part refund' },
    accounts: [{ id: account, type: 'balance', status: 'active', currency: 'EUR', openedAt: clock.day(-210, '15:30') }],
    methods: [
      balanceMethod(no, 'en', clock.day(-210, '15:30')),
      bankCard(no, 'Banco Ventura card', '7002', { expiryMonth: clock.month(11), boundAt: clock.day(-209, '10:00') }),
    ],
    devices: [{ ...phone(clock, no, 'iPhone 13 mini', 'iOS 18.5', 'Bologna'), firstSeenAt: clock.day(-210, '15:25') }],
    limits: usualLimits('EUR', { single: 100_000, daily: 150_000, monthly: 1_000_000, transfer: 200_000, withdrawal: 100_000 }),
    accountHolds: [],
    scripts: [
      received({ id: `T${no}-topup`, at: clock.day(-25, '11:00'), amountMinor: 40_000, with: 'Banco Ventura', by: card, into: account, type: 'top_up' }),
      ...withRefunds(paid({ id: `T${no}-lamps`, at: clock.day(-18, '17:45'), amountMinor: 11_980, with: 'Lantern Home', by: balance }), [
        {
          id: `T${no}-lamps-refund`,
          at: clock.day(-13, '10:30'),
          amountMinor: 5_990,
          to: balance,
          destination: 'Balance',
          initiatedBy: 'merchant',
          reference: 'RF20263788140',
          outcome: { kind: 'arrives', at: clock.day(-13, '10:34') },
        },
      ]),
      declined(
        { id: `T${no}-mandate`, at: clock.day(-8, '06:00'), amountMinor: 999, with: 'Fawn Rides Pass', by: card, type: 'bill_pay' },
        { reason: 'mandate_invalid', code: 'MD01' },
      ),
      cancelled(
        { id: `T${no}-timed-out`, at: clock.day(-5, '19:00'), amountMinor: 4_300, with: 'Spruce Books', by: card },
        clock.day(-5, '19:30'),
        'merchant',
        { reason: 'order_closed', code: 'TRADE_HAS_CLOSE' },
      ),
      paid({ id: `T${no}-books`, at: clock.day(-5, '19:41'), amountMinor: 4_300, with: 'Spruce Books', by: card }),
      declined(
        { id: `T${no}-franc`, at: clock.day(-3, '12:50'), amountMinor: 2_750, with: 'Lago Caffè, Lugano', by: card },
        { reason: 'currency_country', code: 'CURRENCY_NOT_SUPPORTED' },
      ),
      paid({ id: `T${no}-coffee`, at: clock.ago({ h: 1, m: 35 }), amountMinor: 480, with: 'Halfday Coffee', by: balance }),
    ],
  }
}
