import type { StoryClock } from '../story/clock.ts'
import { everyday } from '../story/everyday.ts'
import { cancelled } from '../story/fail.ts'
import { onItsWay, paid } from '../story/pay.ts'
import { balanceMethod, bankCard, fromBalance, fromCard, phone, usualLimits } from '../story/people.ts'
import { received, receivedAndDisputed } from '../story/receive.ts'
import type { CustomerStory } from '../story/script.ts'

/** Freelances for clients abroad: dollars on their way out, and a fee received that the payer contests. */
export function shenYi(clock: StoryClock): CustomerStory {
  const no = '52604'
  const yuan = `A-${no}`
  const dollars = `A-${no}-USD`
  const balance = fromBalance(no, yuan, 'CNY')
  const dollarBalance = { ...fromBalance(no, dollars, 'USD'), methodId: `M-${no}-balance-usd` }
  const card = fromCard(no, '4150', '江城银行', 'CNY')
  const since = clock.day(-890, '09:00')
  return {
    email: 'shirley@example.cn',
    customer: {
      externalId: `C-${no}`,
      name: '沈亦',
      maskedPhone: '189 **** 2374',
      maskedEmail: 's****y@example.cn',
      language: 'zh-CN',
      timeZone: clock.timeZone,
      jurisdiction: 'CN',
      kycLevel: 3,
      kycStatus: 'verified',
      customerSince: since,
      vulnerable: false,
    },
    plot: { 'zh-CN': '跨境汇款 $400.00 在途；收到的一笔钱被对方争议', en: 'A $400.00 remittance on its way; money received is disputed' },
    accounts: [
      { id: yuan, type: 'balance', status: 'active', currency: 'CNY', openedAt: since },
      { id: dollars, type: 'balance', status: 'active', currency: 'USD', openedAt: clock.day(-300, '10:00') },
    ],
    methods: [
      balanceMethod(no, 'zh-CN', since),
      { ...balanceMethod(no, 'zh-CN', clock.day(-300, '10:00'), false), id: `M-${no}-balance-usd`, brand: '美元余额' },
      bankCard(no, '江城银行储蓄卡', '4150', { expiryMonth: clock.month(25), boundAt: clock.day(-889, '10:30') }),
    ],
    devices: [
      phone(clock, no, 'iPhone 16', 'iOS 18.6', '上海'),
      {
        id: `D-${no}-old`,
        model: 'iPhone 12',
        os: 'iOS 17.2',
        appVersion: '9.1.3',
        region: '上海',
        trusted: false,
        firstSeenAt: clock.day(-880, '12:00'),
        lastSeenAt: clock.day(-401, '08:00'),
        revokedAt: clock.day(-400, '19:40'),
      },
    ],
    limits: [...usualLimits('CNY'), { scope: 'daily_transfer', currency: 'USD', capMinor: 500_000 }],
    accountHolds: [],
    scripts: [
      received({
        id: `T${no}-client`,
        at: clock.day(-20, '23:10'),
        amountMinor: 120_000,
        with: 'Brightwater Studio',
        by: dollarBalance,
        into: dollars,
        type: 'transfer_in',
      }),
      receivedAndDisputed(
        { id: `T${no}-contested`, at: clock.day(-10, '16:00'), amountMinor: 60_000, with: '钱*', by: balance, into: yuan, type: 'transfer_in' },
        clock.day(-4, '10:30'),
        clock.day(9, '18:00'),
      ),
      received({ id: `T${no}-topup`, at: clock.day(-18, '10:00'), amountMinor: 50_000, with: '江城银行', by: card, into: yuan, type: 'top_up' }),
      paid({ id: `T${no}-desk`, at: clock.day(-7, '14:50'), amountMinor: 18_000, with: '共享书桌', by: balance, type: 'bill_pay' }),
      cancelled(
        { id: `T${no}-cancelled`, at: clock.day(-3, '20:00'), amountMinor: 21_900, with: '云上家电', by: card },
        clock.day(-3, '20:15'),
        'customer',
        null,
      ),
      onItsWay(
        {
          id: `T${no}-remittance`,
          at: clock.ago({ h: 4, m: 50 }),
          amountMinor: 40_000,
          feeMinor: 600,
          with: 'L*** Fontaine',
          by: dollarBalance,
          type: 'remittance',
        },
        clock.day(2, '18:00'),
      ),
      ...everyday(clock, { prefix: `T${no}`, by: card, language: 'zh-CN', days: 40 }),
    ],
  }
}
