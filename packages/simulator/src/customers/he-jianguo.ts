import type { StoryClock } from '../story/clock.ts'
import { declined } from '../story/fail.ts'
import { paid } from '../story/pay.ts'
import { balanceMethod, bankCard, fromBalance, fromCard, phone, usualLimits } from '../story/people.ts'
import { received } from '../story/receive.ts'
import type { CustomerStory } from '../story/script.ts'

/** Two payments he does not know, made from a phone he does not know; earlier he reported his wallet card stolen. */
export function heJianguo(clock: StoryClock): CustomerStory {
  const no = '70533'
  const account = `A-${no}`
  const balance = fromBalance(no, account, 'CNY')
  const card = fromCard(no, '0917', '湖畔银行', 'CNY')
  const walletCard = { ...balance, methodId: `M-${no}-4402` }
  const pension = { amountMinor: 420_000, with: '社保养老金', by: balance, into: account, type: 'transfer_in' as const }
  return {
    email: null,
    customer: {
      externalId: `C-${no}`,
      name: '何建国',
      maskedPhone: '136 **** 0058',
      maskedEmail: null,
      language: 'zh-CN',
      timeZone: clock.timeZone,
      jurisdiction: 'CN',
      kycLevel: 3,
      kycStatus: 'verified',
      customerSince: clock.day(-760, '10:00'),
      vulnerable: true,
    },
    plot: { 'zh-CN': '两笔不认识的扣款，来自一台陌生手机', en: 'Two payments he doesn’t recognise, from an unknown phone' },
    accounts: [{ id: account, type: 'balance', status: 'active', currency: 'CNY', openedAt: clock.day(-760, '10:00') }],
    methods: [
      balanceMethod(no, 'zh-CN', clock.day(-760, '10:00')),
      bankCard(no, '湖畔银行信用卡', '0917', { expiryMonth: clock.month(14), boundAt: clock.day(-750, '15:00') }),
      {
        id: `M-${no}-4402`,
        kind: 'wallet_card',
        brand: '云禾实体卡',
        last4: '4402',
        expiryMonth: clock.month(26),
        status: 'blocked',
        isDefault: false,
        boundAt: clock.day(-300, '09:00'),
      },
    ],
    devices: [
      phone(clock, no, 'HUAWEI Mate 40', 'HarmonyOS 4.2', '武汉'),
      {
        id: `D-${no}-strange`,
        model: 'Redmi Note 11',
        os: 'Android 13',
        appVersion: '9.2.0',
        region: '南宁',
        trusted: false,
        firstSeenAt: clock.ago({ h: 3, m: 30 }),
        lastSeenAt: clock.ago({ h: 3 }),
        revokedAt: null,
      },
    ],
    limits: usualLimits('CNY'),
    accountHolds: [],
    scripts: [
      received({ ...pension, id: `T${no}-pension-1`, at: clock.day(-45, '09:00') }),
      received({ ...pension, id: `T${no}-pension-2`, at: clock.day(-15, '09:00') }),
      paid({ id: `T${no}-clinic`, at: clock.day(-14, '10:22'), amountMinor: 26_850, with: '江岸社区医院', by: balance }),
      paid({ id: `T${no}-water`, at: clock.day(-11, '09:40'), amountMinor: 7_320, with: '江岸水务', by: balance, type: 'bill_pay' }),
      paid({ id: `T${no}-market`, at: clock.day(-7, '08:12'), amountMinor: 5_480, with: '菜篮子市场', by: balance }),
      declined(
        { id: `T${no}-stolen-card`, at: clock.day(-4, '13:37'), amountMinor: 89_900, with: '迅达手机城', by: walletCard },
        { reason: 'lost_stolen', code: 'stolen_card' },
      ),
      paid({ id: `T${no}-strange-1`, at: clock.ago({ h: 3, m: 10 }), amountMinor: 128_000, with: '星海点卡', by: card }),
      paid({ id: `T${no}-strange-2`, at: clock.ago({ h: 3, m: 2 }), amountMinor: 118_000, with: '星海点卡', by: card }),
    ],
  }
}
