import type { Money } from './money.ts'

/** Digits after the point per currency, where they are not two (ISO 4217). */
const EXPONENTS: Readonly<Record<string, number>> = { JPY: 0, KRW: 0, VND: 0, KWD: 3, BHD: 3 }
const SYMBOLS: Readonly<Record<string, string>> = { CNY: '¥', USD: '$', EUR: '€', GBP: '£', HKD: 'HK$', SGD: 'S$', JPY: 'JP¥' }

/** How many digits stand after the point in this currency. */
export const exponentOf = (currency: string): number => EXPONENTS[currency] ?? 2

/**
 * Money as it is read: symbol, thousands separated, every decimal, a true minus: `−¥1,230.00`.
 * A currency without a symbol of its own is written with its code. Needs no locale data, so widget and server agree.
 */
export function formatMoney({ amountMinor, currency }: Money): string {
  const exponent = exponentOf(currency)
  const digits = String(Math.abs(amountMinor)).padStart(exponent + 1, '0')
  const whole = digits.slice(0, digits.length - exponent).replace(/\B(?=(\d{3})+$)/g, ',')
  const fraction = exponent > 0 ? `.${digits.slice(-exponent)}` : ''
  return `${amountMinor < 0 ? '−' : ''}${SYMBOLS[currency] ?? `${currency}\u00A0`}${whole}${fraction}`
}
