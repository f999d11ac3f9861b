import type { StoryClock } from '../story/clock.ts'
import { everyday } from '../story/everyday.ts'
import { declined } from '../story/fail.ts'
import { arrived, heldForReview } from '../story/pay.ts'
import { balanceMethod, bankCard, fromBalance, fromCard, phone, usualLimits } from '../story/people.ts'
import { received } from '../story/receive.ts'
import type { CustomerStory } from '../story/script.ts'

/** A remittance home is held for a review that nobody may explain to her; and a new card will not bind. */
export function aishaRahman(clock: StoryClock): CustomerStory {
  const no = '62208'
  const account = `A-${no}`
  const balance = fromBalance(no, account, 'SGD')
  const card = fromCard(no, '3391', 'Merlion Trust', 'SGD')
  return {
    email: 'aisha.rahman@example.sg',
    customer: {
      externalId: `C-${no}`,
      name: 'Aisha Rahman',
      maskedPhone: '+65 **** 4410',
      maskedEmail: 'a****n@example.sg',
      language: 'en',
      timeZone: clock.timeZone,
      jurisdiction: 'SG',
      kycLevel: 2,
      kycStatus: 'verified',
      customerSince: clock.day(-355, '12:40'),
      vulnerable: false,
    },
    plot: { 'zh-CN': '汇款回家被审核留住；新卡付不了款', en: 'A remittance home is held; a new card won’t pay' },
    accounts: [{ id: account, type: 'balance', status: 'active', currency: 'SGD', openedAt: clock.day(-355, '12:40') }],
    methods: [
      balanceMethod(no, 'en', clock.day(-355, '12:40')),
      bankCard(no, 'Merlion Trust debit card', '3391', { expiryMonth: clock.month(33), boundAt: clock.day(-9, '20:00') }),
    ],
    devices: [phone(clock, no, 'Galaxy S24', 'Android 15', 'Singapore')],
    limits: usualLimits('SGD', { single: 200_000, daily: 300_000, monthly: 1_500_000, transfer: 300_000, withdrawal: 200_000 }),
    accountHolds: [],
    scripts: [
      received({
        id: `T${no}-salary`,
        at: clock.day(-26, '09:00'),
        amountMinor: 380_000,
        with: 'Orchard Care Pte',
        by: balance,
        into: account,
        type: 'transfer_in',
      }),
      arrived(
        { id: `T${no}-home-1`, at: clock.day(-24, '19:10'), amountMinor: 60_000, feeMinor: 500, with: 'N*** Rahman', by: balance, type: 'remittance' },
        clock.day(-23, '10:05'),
      ),
      declined(
        { id: `T${no}-cvc`, at: clock.day(-9, '20:03'), amountMinor: 10_000, with: 'Merlion Trust', by: card, type: 'top_up' },
        { reason: 'method_invalid_details', code: 'incorrect_cvc' },
      ),
      declined(
        { id: `T${no}-declined`, at: clock.day(-5, '13:25'), amountMinor: 8_950, with: 'Lantern Home', by: card },
        { reason: 'issuer_declined', code: 'do_not_honor' },
      ),
      heldForReview(
        { id: `T${no}-held`, at: clock.day(-1, '17:20'), amountMinor: 120_000, feeMinor: 800, with: 'N*** Rahman', by: balance, type: 'remittance' },
        'legal',
        'compliance_hold',
        'PENDING_REVIEW',
      ),
      ...everyday(clock, { prefix: `T${no}`, by: balance, language: 'en', days: 22 }),
    ],
  }
}
