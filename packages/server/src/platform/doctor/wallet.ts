/** The wallet connector: there, and closed to whoever has not our secret. It is asked of a customer whom nobody can be. */
import { randomUUID } from 'node:crypto'
import type { Config } from '../config.ts'
import { failed, type Finding, note, ok, reasonOf } from './finding.ts'

const WITHIN_MS = 5_000

export async function checkWallet({ wallet, demo }: Pick<Config, 'wallet' | 'demo'>): Promise<Finding> {
  if (wallet === null) return note('wallet', 'No wallet connector: bot and agents see no wallet.', 'Set WALLET_URL and WALLET_SECRET.')
  const { url, secret } = wallet
  const ask = (path: string, as: string | null): Promise<number> => statusOf(`${url.replace(/\/$/, '')}/connector/v1${path}`, as)
  const nobody = `/customers/doctor-${randomUUID()}/overview`
  try {
    const status = await ask('/status', secret)
    if (isRefusal(status)) return failed('wallet', `The connector at ${url} refuses our secret.`, 'Correct WALLET_SECRET.')
    if (status !== 200) return failed('wallet', `The connector at ${url} answers ${status}.`, 'Look at the wallet’s connector.')
    return judge(url, { open: await ask(nobody, null), nobody: await ask(nobody, secret) })
  } catch (error) {
    // The demo wallet runs inside the server, which need not be running now.
    if (demo) return note('wallet', `The demo wallet at ${url} is not running.`, 'It starts with npm start.')
    return failed('wallet', `The connector at ${url} cannot be reached: ${reasonOf(error)}.`, 'Correct WALLET_URL, or the network.')
  }
}

/** What it says of a customer whom nobody can be: to whoever asks, and to us. */
type Said = { open: number; nobody: number }

function judge(url: string, { open, nobody }: Said): Finding {
  if (open === 200)
    return failed('wallet', `The connector at ${url} answers without our secret.`, 'Have it refuse with 401 whoever does not send WALLET_SECRET.')
  if (nobody === 200)
    return failed('wallet', `The connector at ${url} shows a wallet for a customer who does not exist.`, 'Have it answer 404 for a customer it does not know.')
  if (nobody !== 404)
    return failed(
      'wallet',
      `The connector at ${url} answers ${nobody} for a customer who does not exist.`,
      isRefusal(nobody)
        ? 'Have it take WALLET_SECRET at every address.'
        : 'Have it answer 404: anything else is told to the customer as “not available”, and the bot gives up.',
    )
  if (!isRefusal(open))
    return note('wallet', `The connector at ${url} answers ${open} without our secret, where 401 would tell.`, 'Make sure that it shows nothing without it.')
  return ok('wallet', `The connector at ${url} answers us, and nobody without our secret.`)
}

async function statusOf(address: string, secret: string | null): Promise<number> {
  const headers = { 'x-yingda-actor': 'system:doctor', 'x-yingda-reason': 'doctor', 'x-correlation-id': randomUUID() }
  const { status, body } = await fetch(address, {
    headers: secret === null ? headers : { ...headers, authorization: `Bearer ${secret}` },
    redirect: 'error',
    signal: AbortSignal.timeout(WITHIN_MS),
  })
  await body?.cancel()
  return status
}

const isRefusal = (status: number): boolean => status === 401 || status === 403
