import type { StoryClock } from '../story/clock.ts'
import { declined } from '../story/fail.ts'
import { availableOf, move, reservedOf } from '../story/ledger.ts'
import { paid } from '../story/pay.ts'
import { balanceMethod, bankCard, fromBalance, fromCard, phone, usualLimits } from '../story/people.ts'
import { received } from '../story/receive.ts'
import type { CustomerStory } from '../story/script.ts'

/** Her account is restricted and ¥5,218.40 is on hold while the risk team looks. */
export function gaoMin(clock: StoryClock): CustomerStory {
  const no = '47715'
  const account = `A-${no}`
  const balance = fromBalance(no, account, 'CNY')
  const card = fromCard(no, '8830', '湖畔银行', 'CNY')
  const heldMinor = 521_840
  return {
    email: null,
    customer: {
      externalId: `C-${no}`,
      name: '高敏',
      maskedPhone: '133 **** 7719',
      maskedEmail: null,
      language: 'zh-CN',
      timeZone: clock.timeZone,
      jurisdiction: 'CN',
      kycLevel: 2,
      kycStatus: 'verified',
      customerSince: clock.day(-300, '13:13'),
      vulnerable: false,
    },
    plot: { 'zh-CN': '账户受限，钱被占用，付不了款', en: 'Account restricted, money on hold, can’t pay' },
    accounts: [{ id: account, type: 'balance', status: 'restricted', currency: 'CNY', openedAt: clock.day(-300, '13:13') }],
    methods: [
      balanceMethod(no, 'zh-CN', clock.day(-300, '13:13')),
      bankCard(no, '湖畔银行储蓄卡', '8830', { expiryMonth: clock.month(17), boundAt: clock.day(-299, '08:20') }),
    ],
    devices: [phone(clock, no, 'HONOR 200', 'Android 14', '苏州')],
    limits: usualLimits('CNY'),
    accountHolds: [
      {
        id: `H-${no}-account`,
        terms: { kind: 'risk', accountId: account, merchant: null, expiresAt: null },
        amountMinor: heldMinor,
        currency: 'CNY',
        placedAt: clock.day(-2, '10:46'),
        postings: move(availableOf(account), reservedOf(account), heldMinor, 'CNY'),
      },
    ],
    scripts: [
      received({ id: `T${no}-sale`, at: clock.day(-4, '21:15'), amountMinor: 600_000, with: '李*', by: balance, into: account, type: 'transfer_in' }),
      paid({ id: `T${no}-insurance`, at: clock.day(-3, '09:30'), amountMinor: 78_160, with: '安和保险', by: balance, type: 'bill_pay' }),
      declined(
        { id: `T${no}-risk`, at: clock.day(-2, '10:44'), amountMinor: 500_000, with: '刘*强', by: balance, type: 'transfer_out' },
        { reason: 'risk_blocked', code: 'PAYMENT_REQUEST_HAS_RISK' },
      ),
      declined(
        { id: `T${no}-restricted`, at: clock.day(-1, '12:20'), amountMinor: 3_600, with: '街角面馆', by: balance },
        { reason: 'account_restricted', code: 'BUYER_ENABLE_STATUS_FORBID' },
      ),
      declined(
        { id: `T${no}-restricted-card`, at: clock.ago({ h: 1, m: 20 }), amountMinor: 6_250, with: '好邻居便利店', by: card },
        { reason: 'account_restricted', code: 'PAYER_ACCOUNT_RESTRICTED' },
      ),
    ],
  }
}
