import type { TransactionPage, WalletCall, WalletOverview, WalletTransaction } from '@yingda/protocol/wallet.ts'

/** An outside call's answer: what the wallet says, that it knows nothing of it, or that it could not be asked. */
export type WalletResult<T> = { result: 'ok'; value: T } | { result: 'not_found' } | { result: 'unavailable' }

/** What Yingda asks of a wallet; one adapter file a wallet. Every call says who asks and why. */
export type Wallet = {
  overview(call: WalletCall, externalId: string): Promise<WalletResult<WalletOverview>>
  transactions(call: WalletCall, externalId: string, page: { cursor: string | null; limit: number }): Promise<WalletResult<TransactionPage>>
  transaction(call: WalletCall, externalId: string, transactionId: string): Promise<WalletResult<{ asOf: string; transaction: WalletTransaction }>>
}
