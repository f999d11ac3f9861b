/** The wallet's public keys, as far as customers can be known by them: ES256 or EdDSA. */
import * as z from 'zod'

const Key = z.looseObject({ kty: z.string(), kid: z.string().optional(), alg: z.string().optional(), use: z.string().optional(), crv: z.string().optional() })
const KeySet = z.looseObject({ keys: z.array(Key) })
export type KeySet = z.infer<typeof KeySet>

/** What is wrong with it stands behind its name: "is not JSON". */
export type KeySetRead = { keySet: KeySet; fault: null } | { keySet: null; fault: string }

const SIGNS_WITH = { ES256: { kty: 'EC', crv: 'P-256' }, EdDSA: { kty: 'OKP', crv: 'Ed25519' } } as const

export function readKeySet(text: string): KeySetRead {
  const no = (fault: string): KeySetRead => ({ keySet: null, fault })
  const json = asJson(text)
  if (json === undefined) return no('is not JSON')
  const read = KeySet.safeParse(json)
  if (!read.success) return no('is no key set: { "keys": [ … ] }')
  const { keys } = read.data
  if (keys.some(signsCustomersIn)) return { keySet: read.data, fault: null }
  return no(`holds no key for ES256 (EC, P-256) or EdDSA (OKP, Ed25519)${keys.length === 0 ? '' : `, but ${keys.length} other`}`)
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
