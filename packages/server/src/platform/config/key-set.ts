/** The wallet's public keys, as far as customers can be known by them: ES256 or EdDSA. */
import * as z from 'zod'

const Key = z.looseObject({ kty: z.string(), kid: z.string().optional(), alg: z.string().optional(), use: z.string().optional(), crv: z.string().optional() })
const KeySet = z.looseObject({ keys: z.array(Key) })
export type KeySet = z.infer<typeof KeySet>

/** What is wrong with it stands behind its name: "is not JSON". */
export type KeySetRead = { keySet: KeySet; fault: null } | { keySet: null; fault: string }

const SIGNS_WITH = { ES256: { kty: 'EC', crv: 'P-256' }, EdDSA: { kty: 'OKP', crv: 'Ed25519' } } as const

export function readKeySet(text: string): KeySetRead {
  const read = asKeySet(text)
  if (read.keySet === null || read.keySet.keys.some(signsCustomersIn)) return read
  const { keys } = read.keySet
  return no(`holds no key for ES256 (EC, P-256) or EdDSA (OKP, Ed25519)${keys.length === 0 ? '' : `, but ${keys.length} other`}`)
}

/** A set of whatever keys: an empty one is a wallet's word as well. */
export function asKeySet(text: string): KeySetRead {
  const json = asJson(text)
  if (json === undefined) return no('is not JSON')
  const read = KeySet.safeParse(json)
  return read.success ? { keySet: read.data, fault: null } : no('is no key set: { "keys": [ … ] }')
}

const no = (fault: string): KeySetRead => ({ keySet: null, fault })

const WITHIN_MS = 5_000

/** What a wallet publishes there, unread. */
export async function publishedAt(url: string): Promise<string> {
  const answer = await fetch(url, { headers: { accept: 'application/json' }, redirect: 'manual', signal: AbortSignal.timeout(WITHIN_MS) })
  if (answer.status !== 200) throw new Error(`it answers ${answer.status}`)
  return answer.text()
}

/** What is wrong with a set by which customers can be known all the same; null when nothing is. */
export function weaknessOf({ keys }: KeySet): string | null {
  if (keys.some((key) => 'd' in key || 'k' in key)) return 'holds a private key: whoever reads it signs in as any customer'
  return keys.length > 1 && keys.some(({ kid }) => kid === undefined) ? 'holds several keys, and one without a kid' : null
}

const signsCustomersIn = ({ kty, crv, alg, use }: z.infer<typeof Key>): boolean =>
  use !== 'enc' &&
  Object.entries(SIGNS_WITH).some(
    ([name, of]) => kty === of.kty && crv === of.crv && (alg === undefined || alg === name || (name === 'EdDSA' && alg === 'Ed25519')),
  )

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
