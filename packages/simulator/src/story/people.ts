/** Parts that most customers have alike: a balance, a bank card, a phone, the usual limits. */
import type { StoryClock } from './clock.ts'
import type { DeviceTerms, LimitTerms, MethodTerms } from './script.ts'
import type { Purse } from './told.ts'

export const balanceMethod = (no: string, language: 'zh-CN' | 'en', boundAt: Date, isDefault = true): MethodTerms => ({
  id: `M-${no}-balance`,
  kind: 'balance',
  brand: language === 'en' ? 'Balance' : '余额',
  last4: null,
  expiryMonth: null,
  status: 'active',
  isDefault,
  boundAt,
})

export const bankCard = (
  no: string,
  brand: string,
  last4: string,
  terms: { expiryMonth: string; boundAt: Date; status?: MethodTerms['status']; isDefault?: boolean },
): MethodTerms => ({
  id: `M-${no}-${last4}`,
  kind: 'bank_card',
  brand,
  last4,
  status: 'active',
  isDefault: false,
  ...terms,
})

export const fromBalance = (no: string, accountId: string, currency: string): Purse => ({ kind: 'balance', methodId: `M-${no}-balance`, accountId, currency })
export const fromCard = (no: string, last4: string, bank: string, currency: string): Purse => ({ kind: 'card', methodId: `M-${no}-${last4}`, bank, currency })

export const phone = (clock: StoryClock, no: string, model: string, os: string, region: string): DeviceTerms => ({
  id: `D-${no}-phone`,
  model,
  os,
  appVersion: '9.4.1',
  region,
  trusted: true,
  firstSeenAt: clock.day(-400, '19:30'),
  lastSeenAt: clock.ago({ m: 4 }),
  revokedAt: null,
})

/** Caps in minor units; the usual ones of a fully verified customer. */
export const usualLimits = (
  currency: string,
  caps: { single?: number; daily?: number; monthly?: number; transfer?: number; withdrawal?: number } = {},
): LimitTerms[] => [
  { scope: 'single_payment', currency, capMinor: caps.single ?? 500_000 },
  { scope: 'daily_payment', currency, capMinor: caps.daily ?? 500_000 },
  { scope: 'monthly_payment', currency, capMinor: caps.monthly ?? 5_000_000 },
  { scope: 'daily_transfer', currency, capMinor: caps.transfer ?? 1_000_000 },
  { scope: 'daily_withdrawal', currency, capMinor: caps.withdrawal ?? 500_000 },
]
