import type { StoryClock } from '../story/clock.ts'
import { everyday } from '../story/everyday.ts'
import { declinedAfterDoubt } from '../story/fail.ts'
import { authorised, paid } from '../story/pay.ts'
import { balanceMethod, bankCard, fromBalance, fromCard, phone, usualLimits } from '../story/people.ts'
import { received } from '../story/receive.ts'
import type { CustomerStory } from '../story/script.ts'

/** A hotel's hold makes her balance too small for the groceries: ¥326.40 in the account, ¥96.40 to spend. */
export function wuJingyi(clock: StoryClock): CustomerStory {
  const no = '88214'
  const account = `A-${no}`
  const balance = fromBalance(no, account, 'CNY')
  const card = fromCard(no, '3308', '江城银行', 'CNY')
  return {
    email: null,
    customer: {
      externalId: `C-${no}`,
      name: '吴静怡',
      maskedPhone: '139 **** 4471',
      maskedEmail: null,
      language: 'zh-CN',
      timeZone: clock.timeZone,
      jurisdiction: 'CN',
      kycLevel: 2,
      kycStatus: 'verified',
      customerSince: clock.day(-985, '14:02'),
      vulnerable: false,
    },
    plot: { 'zh-CN': '余额明明够，付款却失败：有一笔酒店预授权', en: 'Enough balance, yet the payment failed: a hotel hold' },
    accounts: [{ id: account, type: 'balance', status: 'active', currency: 'CNY', openedAt: clock.day(-985, '14:02') }],
    methods: [
      balanceMethod(no, 'zh-CN', clock.day(-985, '14:02')),
      bankCard(no, '江城银行储蓄卡', '3308', { expiryMonth: clock.month(19), boundAt: clock.day(-984, '10:40') }),
    ],
    devices: [
      phone(clock, no, 'iPhone 15', 'iOS 18.6', '深圳'),
      {
        id: `D-${no}-web`,
        model: 'Windows',
        os: 'Chrome',
        appVersion: '–',
        region: '深圳',
        trusted: false,
        firstSeenAt: clock.day(-18, '21:10'),
        lastSeenAt: clock.day(-18, '21:36'),
        revokedAt: null,
      },
    ],
    limits: usualLimits('CNY'),
    accountHolds: [],
    scripts: [
      received({ id: `T${no}-topup`, at: clock.day(-20, '09:12'), amountMinor: 100_000, with: '江城银行', by: card, into: account, type: 'top_up' }),
      paid({ id: `T${no}-train`, at: clock.day(-16, '20:05'), amountMinor: 38_000, with: '江南铁路', by: balance }),
      paid({ id: `T${no}-market`, at: clock.day(-9, '18:33'), amountMinor: 16_860, with: '青禾生鲜（科苑店）', by: balance }),
      paid({ id: `T${no}-power`, at: clock.day(-6, '08:15'), amountMinor: 12_500, with: '城南供电', by: balance, type: 'bill_pay' }),
      authorised({ id: `T${no}-hotel`, at: clock.day(-1, '15:20'), amountMinor: 23_000, with: '山间客栈', by: balance }, clock.day(2, '12:00')),
      paid({ id: `T${no}-clothes`, at: clock.ago({ h: 4 }), amountMinor: 37_200, with: '素木衣橱', by: card }),
      paid({ id: `T${no}-lunch`, at: clock.ago({ h: 2, m: 10 }), amountMinor: 4_000, with: '街角面馆', by: card }),
      declinedAfterDoubt(
        { id: `T${no}-failed`, at: clock.ago({ m: 27 }), amountMinor: 12_800, with: '青禾生鲜（科苑店）', by: balance },
        { reason: 'insufficient_funds', code: 'BUYER_BALANCE_NOT_ENOUGH' },
      ),
      ...everyday(clock, { prefix: `T${no}`, by: card, language: 'zh-CN', days: 75 }),
    ],
  }
}
