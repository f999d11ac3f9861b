import type { TransactionStatus, WalletTransaction } from '@yingda/protocol/wallet.ts'

export type Tone = 'done' | 'wait' | 'risk' | 'plain'

/** How a status is coloured; the word and an icon say the same. */
export function statusTone(status: TransactionStatus): Tone {
  if (status === 'completed' || status === 'refunded' || status === 'returned' || status === 'reversed') return 'done'
  if (status === 'failed' || status === 'disputed') return 'risk'
  return status === 'cancelled' ? 'plain' : 'wait'
}

/** How the sentence on the money's place is coloured. An unknown outcome is never good news and never bad. */
export function placeTone({ moneyPlace, certainty }: Pick<WalletTransaction, 'moneyPlace' | 'certainty'>): Tone {
  if (certainty === 'unknown' || moneyPlace === 'unknown') return 'wait'
  if (moneyPlace === 'not_charged' || moneyPlace === 'with_customer' || moneyPlace === 'returned') return 'done'
  return moneyPlace === 'with_payee' ? 'plain' : 'wait'
}

/** The last four steps of a transaction's history, oldest first: what fits in the column. */
export const lastSteps = ({ history }: Pick<WalletTransaction, 'history'>): WalletTransaction['history'] =>
  [...history].sort((a, b) => a.at.localeCompare(b.at)).slice(-4)
