/** The wallet's name in both languages. */
export type Brand = { zh: string; en: string }

export const YUNHE: Brand = { zh: '云禾钱包', en: 'Yunhe Wallet' }
