import type { JSONWebKeySet } from 'jose'

/** By what a customer's token is judged. */
export type TokenSettings = {
  /** `none`: no wallet signs here, everybody is a visitor. */
  keys: { kind: 'none' } | { kind: 'secret'; secret: string } | { kind: 'jwks_url'; url: string } | { kind: 'jwks'; jwks: JSONWebKeySet }
  issuer: string | null
  audience: string
}
