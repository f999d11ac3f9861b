/** The wallet port: what bot and agents can see of a customer's money. Never writes, never keeps a copy of a wallet. */
export type { Wallet, WalletResult } from './port.ts'
export { httpWallet } from './http-wallet.ts'
export { isWalletThere } from './is-there.ts'
