import { createLocalJWKSet, errors, type JWTVerifyGetKey } from 'jose'
import { asKeySet, publishedAt } from '../../platform/config/key-set.ts'
import { reasonOf } from './why-refused.ts'

/** After so long the set is read again before anybody is let in by it: a key that was taken out counts no longer. */
const FRESH_MS = 10 * 60_000
/** So long the last set stands in while the wallet's cannot be read. */
const STANDS_IN_MS = 4 * 3_600_000
/** The earliest that is asked again, for a key that is not in the set or because the last try failed. */
const PAUSE_MS = 30_000

/** The wallet's keys could not be had, which says nothing about the token. */
export class KeysAway extends Error {}

type Options = {
  /** Hears that the set could not be read, and whether an earlier one stands in. */
  onTrouble: (why: string, standsIn: boolean) => void
  read?: (url: string) => Promise<string>
  nowMs?: () => number
}
type Held = { keyOf: JWTVerifyGetKey; readAtMs: number }

/**
 * The wallet's public keys as it publishes them, read when they are first needed, when a token names one that is not among them, and
 * every ten minutes. While they cannot be read those of before are used, for four hours at most: a wallet whose key server is down
 * goes on having its customers served. Whoever asks while they are being read waits for the same answer.
 *
 * @throws KeysAway when there is no set to judge by; else what `jose` says of a key that is not in it
 */
export function publishedKeys(url: string, { onTrouble, read = publishedAt, nowMs = () => performance.now() }: Options): JWTVerifyGetKey {
  let held: Held | null = null
  let triedAtMs = Number.NEGATIVE_INFINITY
  let isAway = false
  let reading: Promise<Held> | null = null

  const readNow = async (): Promise<Held> => {
    triedAtMs = nowMs()
    isAway = true
    const { keySet, fault } = asKeySet(await read(url))
    if (keySet === null) throw new Error(fault)
    isAway = false
    return (held = { keyOf: createLocalJWKSet(keySet), readAtMs: nowMs() })
  }
  const readTogether = (): Promise<Held> => (reading ??= readNow().finally(() => (reading = null)))

  const latest = async (): Promise<Held> => {
    if (held !== null && nowMs() - held.readAtMs < FRESH_MS) return held
    const before = held !== null && nowMs() - held.readAtMs < STANDS_IN_MS ? held : null
    if (before !== null && reading === null && nowMs() - triedAtMs < PAUSE_MS) return before
    return readTogether().catch((error: unknown) => {
      onTrouble(reasonOf(error), before !== null)
      if (before === null) throw new KeysAway(reasonOf(error))
      return before
    })
  }

  return async (header, token) => {
    const set = await latest()
    try {
      return await set.keyOf(header, token)
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw asFaultOfKeys(error)
      if (reading === null && nowMs() - triedAtMs < PAUSE_MS) throw isAway ? new KeysAway('a new key may be in a set that cannot be read') : error
      const again = await readTogether().catch((why: unknown) => {
        onTrouble(reasonOf(why), true)
        throw new KeysAway(reasonOf(why))
      })
      return again.keyOf(header, token)
    }
  }

  /** A key that no program can read is the wallet's mistake and not the customer's. */
  function asFaultOfKeys(error: unknown): unknown {
    if (error instanceof errors.JOSEError) return error
    onTrouble(reasonOf(error), false)
    return new KeysAway(reasonOf(error))
  }
}
