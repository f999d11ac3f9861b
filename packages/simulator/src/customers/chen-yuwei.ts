import type { StoryClock } from '../story/clock.ts'
import { everyday } from '../story/everyday.ts'
import { declined } from '../story/fail.ts'
import { arrived, outcomeUnknown, paid } from '../story/pay.ts'
import { balanceMethod, bankCard, fromBalance, fromCard, phone, usualLimits } from '../story/people.ts'
import { disputedByCustomer, received } from '../story/receive.ts'
import type { CustomerStory } from '../story/script.ts'

/** Her bank does not say whether it charged; and a second-hand camera is not what was promised. */
export function chenYuwei(clock: StoryClock): CustomerStory {
  const no = '88102'
  const account = `A-${no}`
  const balance = fromBalance(no, account, 'CNY')
  const card = fromCard(no, '6621', '江城银行', 'CNY')
  const camera = paid({ id: `T${no}-camera`, at: clock.day(-12, '20:31'), amountMinor: 129_900, with: '拾光数码旗舰店', by: balance })
  const bill = { amountMinor: 5_000, with: '云禾话费充值', by: card, type: 'bill_pay' as const }
  return {
    email: 'chen.yw@example.cn',
    customer: {
      externalId: `C-${no}`,
      name: '陈雨薇',
      maskedPhone: '138 **** 2207',
      maskedEmail: 'c****w@example.cn',
      language: 'zh-CN',
      timeZone: clock.timeZone,
      jurisdiction: 'CN',
      kycLevel: 3,
      kycStatus: 'verified',
      customerSince: clock.day(-1180, '11:20'),
      vulnerable: false,
    },
    plot: { 'zh-CN': '付款银行没有给结果；二手相机在争议中', en: 'A payment the bank hasn’t confirmed; a camera in dispute' },
    accounts: [{ id: account, type: 'balance', status: 'active', currency: 'CNY', openedAt: clock.day(-1180, '11:20') }],
    methods: [
      balanceMethod(no, 'zh-CN', clock.day(-1180, '11:20')),
      bankCard(no, '江城银行储蓄卡', '6621', { expiryMonth: clock.month(31), boundAt: clock.day(-1179, '09:05') }),
    ],
    devices: [phone(clock, no, 'iPhone 14', 'iOS 18.6', '深圳')],
    limits: usualLimits('CNY'),
    accountHolds: [],
    scripts: [
      received({ id: `T${no}-topup`, at: clock.day(-30, '09:12'), amountMinor: 300_000, with: '江城银行', by: card, into: account, type: 'top_up' }),
      disputedByCustomer(camera, clock.day(-8, '09:14'), clock.day(6, '18:00')),
      arrived({ id: `T${no}-rent`, at: clock.day(-5, '08:30'), amountMinor: 90_000, with: '房*明', by: balance, type: 'transfer_out' }, clock.day(-5, '08:31')),
      paid({ id: `T${no}-market`, at: clock.day(-2, '18:46'), amountMinor: 8_640, with: '青禾生鲜（科苑店）', by: balance }),
      arrived(
        { id: `T${no}-withdraw`, at: clock.day(-1, '15:58'), amountMinor: 50_000, with: '江城银行储蓄卡 6621', by: balance, type: 'withdraw' },
        clock.day(-1, '16:20'),
      ),
      paid({ ...bill, id: `T${no}-phone`, at: clock.day(-4, '12:08') }),
      declined({ ...bill, id: `T${no}-phone-again`, at: clock.day(-4, '12:09') }, { reason: 'duplicate', code: 'ORDERPAID' }),
      outcomeUnknown({ id: `T${no}-unknown`, at: clock.ago({ m: 29 }), amountMinor: 12_800, with: '青禾生鲜（科苑店）', by: card }, 'BANKERROR', {
        expectedBy: clock.ahead({ h: 3, m: 30 }),
        answersAt: clock.ahead({ h: 3 }),
      }),
      ...everyday(clock, { prefix: `T${no}`, by: card, language: 'zh-CN', days: 60 }),
    ],
  }
}
