import type { StoryClock } from '../story/clock.ts'
import { declined } from '../story/fail.ts'
import { ordered, paid } from '../story/pay.ts'
import { balanceMethod, fromBalance, phone, usualLimits } from '../story/people.ts'
import { received } from '../story/receive.ts'
import type { CustomerStory } from '../story/script.ts'

/** A student, new here and not fully verified: codes that run out, a forgotten PIN, switches that are off. */
export function luoSiyuan(clock: StoryClock): CustomerStory {
  const no = '90866'
  const account = `A-${no}`
  const balance = fromBalance(no, account, 'CNY')
  const noodles = { amountMinor: 2_400, with: '街角面馆', by: balance }
  return {
    email: null,
    customer: {
      externalId: `C-${no}`,
      name: '罗思远',
      maskedPhone: '199 **** 5512',
      maskedEmail: null,
      language: 'zh-CN',
      timeZone: clock.timeZone,
      jurisdiction: 'CN',
      kycLevel: 1,
      kycStatus: 'pending',
      customerSince: clock.day(-24, '22:05'),
      vulnerable: false,
    },
    plot: { 'zh-CN': '新用户：付款码失效、密码锁定、还没实名', en: 'New here: expired code, locked PIN, identity not verified' },
    accounts: [{ id: account, type: 'balance', status: 'active', currency: 'CNY', openedAt: clock.day(-24, '22:05') }],
    methods: [balanceMethod(no, 'zh-CN', clock.day(-24, '22:05'))],
    devices: [{ ...phone(clock, no, '一加 Ace 3', 'Android 14', '西安'), firstSeenAt: clock.day(-24, '22:04'), appVersion: '9.4.0' }],
    limits: usualLimits('CNY', { single: 20_000, daily: 50_000, monthly: 100_000, transfer: 0, withdrawal: 0 }),
    accountHolds: [],
    scripts: [
      received({ id: `T${no}-allowance`, at: clock.day(-22, '18:00'), amountMinor: 40_000, with: '罗*平', by: balance, into: account, type: 'transfer_in' }),
      paid({ id: `T${no}-canteen`, at: clock.day(-13, '12:02'), amountMinor: 1_650, with: '第二食堂', by: balance }),
      paid({ id: `T${no}-books`, at: clock.day(-10, '16:32'), amountMinor: 7_800, with: '云杉书店', by: balance }),
      declined(
        { id: `T${no}-kyc`, at: clock.day(-7, '20:40'), amountMinor: 10_000, with: '张*宁', by: balance, type: 'transfer_out' },
        { reason: 'kyc_required', code: 'ERROR_BUYER_CERTIFY_LEVEL_LIMIT' },
      ),
      declined(
        { id: `T${no}-face`, at: clock.day(-5, '12:11'), amountMinor: 1_800, with: '第二食堂', by: balance },
        { reason: 'feature_switched_off', code: 'USER_FACE_PAYMENT_SWITCH_OFF' },
      ),
      declined({ ...noodles, id: `T${no}-pin-1`, at: clock.day(-1, '17:31') }, { reason: 'pin_wrong', code: '55' }),
      declined({ ...noodles, id: `T${no}-pin-2`, at: clock.day(-1, '17:32') }, { reason: 'pin_wrong', code: '55' }),
      declined({ ...noodles, id: `T${no}-pin-locked`, at: clock.day(-1, '17:34') }, { reason: 'pin_locked', code: '75' }),
      declined(
        { id: `T${no}-code`, at: clock.ago({ m: 9 }), amountMinor: 3_500, with: '好邻居便利店', by: balance },
        { reason: 'code_expired', code: 'AUTHCODEEXPIRE' },
      ),
      ordered({ id: `T${no}-cinema`, at: clock.ago({ m: 5 }), amountMinor: 4_200, with: '光影影城', by: balance }, clock.ahead({ m: 10 })),
    ],
  }
}
