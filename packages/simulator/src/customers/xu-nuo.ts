import type { StoryClock } from '../story/clock.ts'
import { everyday } from '../story/everyday.ts'
import { paid } from '../story/pay.ts'
import { balanceMethod, bankCard, fromBalance, fromCard, phone, usualLimits } from '../story/people.ts'
import { received, withRefunds } from '../story/receive.ts'
import type { CustomerStory } from '../story/script.ts'

/** Refunds in every state: on the way to a card, back in the balance, a part only, and one that found its card closed. */
export function xuNuo(clock: StoryClock): CustomerStory {
  const no = '81377'
  const account = `A-${no}`
  const balance = fromBalance(no, account, 'CNY')
  const card = fromCard(no, '5172', '江城银行', 'CNY')
  const oldCard = fromCard(no, '9034', '湖畔银行', 'CNY')
  const toBalance = { to: balance, destination: '余额' }
  return {
    email: 'xu.nuo@example.cn',
    customer: {
      externalId: `C-${no}`,
      name: '许诺',
      maskedPhone: '150 **** 6630',
      maskedEmail: 'x****o@example.cn',
      language: 'zh-CN',
      timeZone: clock.timeZone,
      jurisdiction: 'CN',
      kycLevel: 2,
      kycStatus: 'verified',
      customerSince: clock.day(-520, '20:15'),
      vulnerable: false,
    },
    plot: { 'zh-CN': '退款：在途、已到、部分退、退回失败各一笔', en: 'Refunds: one on its way, one arrived, one in part, one failed' },
    accounts: [{ id: account, type: 'balance', status: 'active', currency: 'CNY', openedAt: clock.day(-520, '20:15') }],
    methods: [
      balanceMethod(no, 'zh-CN', clock.day(-520, '20:15')),
      bankCard(no, '江城银行储蓄卡', '5172', { expiryMonth: clock.month(40), boundAt: clock.day(-200, '12:00') }),
      bankCard(no, '湖畔银行储蓄卡', '9034', { expiryMonth: clock.month(9), boundAt: clock.day(-519, '21:00'), status: 'unbound' }),
    ],
    devices: [phone(clock, no, 'OPPO Reno12', 'Android 15', '杭州')],
    limits: usualLimits('CNY'),
    accountHolds: [],
    scripts: [
      received({ id: `T${no}-topup`, at: clock.day(-28, '10:00'), amountMinor: 80_000, with: '江城银行', by: card, into: account, type: 'top_up' }),
      ...withRefunds(paid({ id: `T${no}-groceries`, at: clock.day(-3, '19:05'), amountMinor: 8_650, with: '青禾生鲜（科苑店）', by: card }), [
        {
          id: `T${no}-groceries-refund`,
          at: clock.day(-1, '10:20'),
          amountMinor: 8_650,
          to: card,
          destination: '江城银行储蓄卡 5172',
          initiatedBy: 'merchant',
          reference: 'RF20264471820',
          outcome: { kind: 'arrives', at: clock.day(4, '18:00') },
        },
      ]),
      ...withRefunds(paid({ id: `T${no}-headphones`, at: clock.day(-14, '21:40'), amountMinor: 39_900, with: '拾光数码旗舰店', by: balance }), [
        {
          id: `T${no}-headphones-refund`,
          at: clock.day(-10, '11:00'),
          amountMinor: 8_000,
          ...toBalance,
          initiatedBy: 'merchant',
          reference: 'RF20263900127',
          outcome: { kind: 'arrives', at: clock.day(-10, '11:02') },
        },
      ]),
      ...withRefunds(paid({ id: `T${no}-books`, at: clock.day(-19, '13:15'), amountMinor: 5_800, with: '云杉书店', by: balance }), [
        {
          id: `T${no}-books-refund`,
          at: clock.day(-17, '09:30'),
          amountMinor: 5_800,
          ...toBalance,
          initiatedBy: 'customer',
          reference: 'RF20263515508',
          outcome: { kind: 'arrives', at: clock.day(-17, '09:33') },
        },
      ]),
      ...withRefunds(paid({ id: `T${no}-shoes`, at: clock.day(-36, '16:20'), amountMinor: 12_700, with: '跃步运动', by: oldCard }), [
        {
          id: `T${no}-shoes-refund`,
          at: clock.day(-6, '14:00'),
          amountMinor: 12_700,
          to: oldCard,
          destination: '湖畔银行储蓄卡 9034',
          initiatedBy: 'merchant',
          reference: 'RF20264010933',
          outcome: { kind: 'fails', at: clock.day(-3, '16:30'), why: { reason: 'payee_problem', code: 'AC04' } },
        },
      ]),
      ...withRefunds(paid({ id: `T${no}-tea`, at: clock.day(-2, '17:10'), amountMinor: 6_600, with: '半日咖啡', by: balance }), [
        {
          id: `T${no}-tea-refund`,
          at: clock.ago({ m: 50 }),
          amountMinor: 3_300,
          ...toBalance,
          initiatedBy: 'merchant',
          reference: null,
          outcome: { kind: 'arrives', at: clock.ahead({ h: 2 }) },
        },
      ]),
      ...everyday(clock, { prefix: `T${no}`, by: card, language: 'zh-CN', days: 45 }),
    ],
  }
}
