import type { StoryClock } from '../story/clock.ts'
import { everyday } from '../story/everyday.ts'
import { calledBack, declined } from '../story/fail.ts'
import { arrived, paid } from '../story/pay.ts'
import { balanceMethod, bankCard, fromBalance, fromCard, phone, usualLimits } from '../story/people.ts'
import { received } from '../story/receive.ts'
import type { CustomerStory } from '../story/script.ts'

/** ¥3,000.00 sent to the wrong person; and every limit that a busy day can meet. */
export function zhouLan(clock: StoryClock): CustomerStory {
  const no = '66019'
  const account = `A-${no}`
  const balance = fromBalance(no, account, 'CNY')
  const card = fromCard(no, '7745', '江城银行', 'CNY')
  return {
    email: null,
    customer: {
      externalId: `C-${no}`,
      name: '周岚',
      maskedPhone: '137 **** 9126',
      maskedEmail: null,
      language: 'zh-CN',
      timeZone: clock.timeZone,
      jurisdiction: 'CN',
      kycLevel: 3,
      kycStatus: 'verified',
      customerSince: clock.day(-640, '16:45'),
      vulnerable: false,
    },
    plot: { 'zh-CN': '转错人 ¥3,000.00；几笔付款和转账碰到限额', en: '¥3,000.00 to the wrong person; payments that met a limit' },
    accounts: [{ id: account, type: 'balance', status: 'active', currency: 'CNY', openedAt: clock.day(-640, '16:45') }],
    methods: [
      balanceMethod(no, 'zh-CN', clock.day(-640, '16:45')),
      bankCard(no, '江城银行储蓄卡', '7745', { expiryMonth: clock.month(22), boundAt: clock.day(-640, '17:00') }),
    ],
    devices: [phone(clock, no, 'vivo X100', 'Android 15', '成都')],
    limits: usualLimits('CNY'),
    accountHolds: [],
    scripts: [
      received({
        id: `T${no}-salary`,
        at: clock.day(-15, '10:00'),
        amountMinor: 1_200_000,
        with: '锦程设计有限公司',
        by: balance,
        into: account,
        type: 'transfer_in',
      }),
      declined(
        { id: `T${no}-self`, at: clock.day(-12, '11:20'), amountMinor: 20_000, with: '周*（本人）', by: balance, type: 'transfer_out' },
        { reason: 'same_party', code: 'BUYER_SELLER_EQUAL' },
      ),
      declined(
        { id: `T${no}-cap`, at: clock.day(-8, '19:02'), amountMinor: 500_000, with: '赵*航', by: balance, type: 'transfer_out' },
        { reason: 'balance_cap', code: 'maxBalanceExceeded' },
      ),
      calledBack(
        { id: `T${no}-called-back`, at: clock.day(-6, '12:30'), amountMinor: 60_000, with: '赵*航', by: balance, type: 'transfer_out' },
        clock.day(-6, '12:41'),
      ),
      declined(
        { id: `T${no}-single-limit`, at: clock.day(-5, '15:33'), amountMinor: 800_000, with: '云上家电', by: card },
        { reason: 'amount_over_limit', code: 'TOTAL_FEE_EXCEED' },
      ),
      paid({ id: `T${no}-fridge`, at: clock.day(-1, '09:50'), amountMinor: 320_000, with: '云上家电', by: card }),
      paid({ id: `T${no}-tiles`, at: clock.day(-1, '12:15'), amountMinor: 150_000, with: '锦官建材', by: balance }),
      arrived(
        { id: `T${no}-wrong-payee`, at: clock.day(-1, '16:05'), amountMinor: 300_000, with: '王*丽', by: balance, type: 'transfer_out' },
        clock.day(-1, '16:06'),
      ),
      declined(
        { id: `T${no}-day-limit`, at: clock.day(-1, '17:40'), amountMinor: 50_000, with: '锦官建材', by: card },
        { reason: 'period_limit', code: 'BUYER_PAYMENT_AMOUNT_DAY_LIMIT_ERROR' },
      ),
      ...everyday(clock, { prefix: `T${no}`, by: balance, language: 'zh-CN', days: 12 }),
    ],
  }
}
