import type { StoryClock } from '../story/clock.ts'
import { everyday } from '../story/everyday.ts'
import { declined, reversed } from '../story/fail.ts'
import { awaitingCustomer, captured, paid } from '../story/pay.ts'
import { balanceMethod, bankCard, fromBalance, fromCard, phone, usualLimits } from '../story/people.ts'
import { received } from '../story/receive.ts'
import type { CustomerStory } from '../story/script.ts'

/** A till that lost its answer, so the same groceries were paid twice and taken back once; a card past its date. */
export function danielPark(clock: StoryClock): CustomerStory {
  const no = '83350'
  const account = `A-${no}`
  const balance = fromBalance(no, account, 'CNY')
  const card = fromCard(no, '2218', 'Jiangcheng Bank', 'CNY')
  const oldCard = fromCard(no, '6046', 'Lakeside Bank', 'CNY')
  const groceries = { amountMinor: 12_800, with: 'Greenleaf Grocers (Keyuan)', by: card }
  return {
    email: 'daniel.park@example.com',
    customer: {
      externalId: `C-${no}`,
      name: 'Daniel Park',
      maskedPhone: '155 **** 8092',
      maskedEmail: 'd****k@example.com',
      language: 'en',
      timeZone: clock.timeZone,
      jurisdiction: 'CN',
      kycLevel: 2,
      kycStatus: 'verified',
      customerSince: clock.day(-430, '18:20'),
      vulnerable: false,
    },
    plot: { 'zh-CN': '收银机没有响应，付了两次、撤回一次；还有一张过期的卡', en: 'A till with no response, paid twice and reversed once; an expired card' },
    accounts: [{ id: account, type: 'balance', status: 'active', currency: 'CNY', openedAt: clock.day(-430, '18:20') }],
    methods: [
      balanceMethod(no, 'en', clock.day(-430, '18:20'), false),
      bankCard(no, 'Jiangcheng Bank debit card', '2218', { expiryMonth: clock.month(28), boundAt: clock.day(-420, '09:00'), isDefault: true }),
      bankCard(no, 'Lakeside Bank credit card', '6046', { expiryMonth: clock.month(-2), boundAt: clock.day(-429, '19:00') }),
    ],
    devices: [phone(clock, no, 'Pixel 9', 'Android 16', 'Shenzhen')],
    limits: usualLimits('CNY'),
    accountHolds: [],
    scripts: [
      received({ id: `T${no}-topup`, at: clock.day(-40, '10:10'), amountMinor: 150_000, with: 'Jiangcheng Bank', by: card, into: account, type: 'top_up' }),
      captured(
        { id: `T${no}-hotel`, at: clock.day(-32, '14:00'), amountMinor: 46_000, with: 'Shanjian Inn', by: balance },
        clock.day(-30, '11:15'),
        clock.day(-27, '12:00'),
      ),
      declined(
        { id: `T${no}-abroad`, at: clock.day(-21, '22:10'), amountMinor: 21_500, with: 'Harbour Street Books, London', by: balance },
        { reason: 'currency_country', code: 'countryofOriginNotPermitted' },
      ),
      declined(
        { id: `T${no}-credit-topup`, at: clock.day(-11, '09:26'), amountMinor: 50_000, with: 'Jiangcheng Bank', by: card, type: 'top_up' },
        { reason: 'method_not_supported', code: 'NOTSUPORTCARD' },
      ),
      declined(
        { id: `T${no}-vending`, at: clock.day(-6, '15:47'), amountMinor: 600, with: 'Keyuan Vending 12', by: card },
        { reason: 'merchant_config', code: 'INVALID_STORE_ID' },
      ),
      declined(
        { id: `T${no}-expired-card`, at: clock.day(-4, '19:30'), amountMinor: 18_900, with: 'Trailhead Outdoor', by: oldCard },
        { reason: 'method_expired', code: '54' },
      ),
      reversed({ ...groceries, id: `T${no}-till`, at: clock.ago({ h: 2, m: 5 }) }, clock.ago({ h: 1, m: 50 })),
      paid({ ...groceries, id: `T${no}-till-again`, at: clock.ago({ h: 2, m: 1 }) }),
      awaitingCustomer(
        { id: `T${no}-confirm`, at: clock.ago({ m: 6 }), amountMinor: 6_400, with: 'Halfday Coffee', by: card },
        'PAYER_ACTION_REQUIRED',
        clock.ahead({ m: 9 }),
      ),
      ...everyday(clock, { prefix: `T${no}`, by: card, language: 'en', days: 50 }),
    ],
  }
}
