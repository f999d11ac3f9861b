import type { StoryClock } from '../story/clock.ts'
import { bounced, declined } from '../story/fail.ts'
import { onItsWay, paid } from '../story/pay.ts'
import { balanceMethod, bankCard, fromBalance, fromCard, phone, usualLimits } from '../story/people.ts'
import { incoming, received } from '../story/receive.ts'
import type { CustomerStory } from '../story/script.ts'

/** Money in every kind of motion: a withdrawal two days out, a slow top-up, one transfer bounced and one bouncing. */
export function zhengWei(clock: StoryClock): CustomerStory {
  const no = '59240'
  const account = `A-${no}`
  const balance = fromBalance(no, account, 'CNY')
  const card = fromCard(no, '1189', '江城银行', 'CNY')
  return {
    email: 'zheng.w@example.cn',
    customer: {
      externalId: `C-${no}`,
      name: '郑伟',
      maskedPhone: '186 **** 3045',
      maskedEmail: 'z****w@example.cn',
      language: 'zh-CN',
      timeZone: clock.timeZone,
      jurisdiction: 'CN',
      kycLevel: 3,
      kycStatus: 'verified',
      customerSince: clock.day(-412, '09:30'),
      vulnerable: false,
    },
    plot: { 'zh-CN': '提现两天没到账；充值变慢；一笔转账正在退回', en: 'A withdrawal two days out, a slow top-up, a transfer coming back' },
    accounts: [{ id: account, type: 'balance', status: 'active', currency: 'CNY', openedAt: clock.day(-412, '09:30') }],
    methods: [
      balanceMethod(no, 'zh-CN', clock.day(-412, '09:30')),
      bankCard(no, '江城银行储蓄卡', '1189', { expiryMonth: clock.month(7), boundAt: clock.day(-412, '09:41') }),
    ],
    devices: [phone(clock, no, '小米 14', 'Android 15', '长沙')],
    limits: usualLimits('CNY'),
    accountHolds: [],
    scripts: [
      received({ id: `T${no}-freight`, at: clock.day(-12, '18:30'), amountMinor: 286_000, with: '顺达货运', by: balance, into: account, type: 'transfer_in' }),
      paid({ id: `T${no}-fuel`, at: clock.day(-11, '07:05'), amountMinor: 42_000, with: '长丰加油站', by: balance }),
      bounced(
        { id: `T${no}-bounced`, at: clock.day(-9, '10:10'), amountMinor: 30_000, feeMinor: 50, with: '湖畔银行储蓄卡 2063', by: balance, type: 'withdraw' },
        { reason: 'payee_problem', code: 'AC04' },
        { returnedAt: clock.day(-8, '09:30'), backAt: clock.day(-8, '15:00') },
      ),
      declined(
        { id: `T${no}-too-small`, at: clock.day(-7, '20:12'), amountMinor: 50, with: '江城银行储蓄卡 1189', by: balance, type: 'withdraw' },
        { reason: 'below_minimum', code: 'lessThanTransactionMinValue' },
      ),
      bounced(
        { id: `T${no}-bouncing`, at: clock.day(-3, '14:25'), amountMinor: 20_000, with: '孙*', by: balance, type: 'transfer_out' },
        { reason: 'payee_problem', code: 'AC07' },
        { returnedAt: clock.day(-1, '11:00'), backAt: clock.day(1, '12:00') },
      ),
      onItsWay(
        { id: `T${no}-withdraw`, at: clock.day(-2, '09:30'), amountMinor: 86_000, feeMinor: 86, with: '江城银行储蓄卡 1189', by: balance, type: 'withdraw' },
        clock.day(1, '18:00'),
      ),
      incoming(
        { id: `T${no}-slow-topup`, at: clock.ago({ h: 1, m: 6 }), amountMinor: 50_000, with: '江城银行', by: card, into: account, type: 'top_up' },
        clock.ahead({ h: 1 }),
      ),
      paid({ id: `T${no}-toll`, at: clock.ago({ h: 3, m: 40 }), amountMinor: 4_500, with: '湘江高速', by: balance }),
    ],
  }
}
