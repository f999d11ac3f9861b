/**
 * Who is asking. A signed-in customer brings the wallet's short-lived JWT, fetched afresh from the page whenever the
 * old one runs out. Anybody else is a visitor, made only when there is something to say; the visitor's secret stays on
 * the device until the same person signs in, when it is handed over once and forgotten.
 */
import type { JoinBody, VisitorCreated } from '@yingda/protocol/http/customer.ts'
import type { Keep } from './keep.ts'
import { Refusal, Unreachable, type Wire, type WireRequest } from './wire.ts'

export type GetToken = () => Promise<string> | string
export type Identity = {
  /** Take the page's function for tokens; resolves when it has given one. */
  identify(getToken: GetToken): Promise<void>
  /** Hand a visitor's past on this device to the signed-in customer, once. True when there was one and it is done. */
  join(): Promise<boolean>
  /** Signed in, while what was said before as a visitor is not yet this customer's at the desk. */
  hasPast(): boolean
  signOut(): void
  /** Null for somebody the desk has never heard of. `fresh`: the last one was turned down. */
  token(options?: { fresh: boolean }): Promise<string | null>
  /** As `token`, but makes a visitor when there is nobody yet. */
  tokenOrVisitor(options?: Pick<WireRequest, 'urgent'>): Promise<string>
  signedIn(): boolean
  /** Somebody the desk may have conversations of. */
  known(): boolean
  /** Under which name this person's unsent messages are kept apart from anyone else's on the device. */
  owner(): string
  forgetVisitor(): void
}

const SECRET_KEY = 'visitor'
const RENEW_BEFORE_MS = 30_000
/** The page fetches it over the same network, and may wait for ever: then everything would that is asked with it. */
const TOKEN_WITHIN_MS = 60_000

export function createIdentity({ keep, wire, now }: { keep: Keep; wire: Wire; now: () => number }): Identity {
  let getToken: GetToken | null = null
  let held: { token: string; subject: string; expiresAtMs: number } | null = null
  let fetching: Promise<string> | null = null
  let making: Promise<string> | null = null
  let joining: Promise<boolean> | null = null

  const secret = () => keep.read(SECRET_KEY)

  async function fetchToken(source: GetToken): Promise<string> {
    let timer: ReturnType<typeof setTimeout> | undefined
    const tooLate = new Promise<never>((_, refuse) => {
      timer = setTimeout(refuse, TOKEN_WITHIN_MS)
    })
    const token = await Promise.race([Promise.resolve().then(source), tooLate])
      .catch((cause: unknown) => {
        throw new Unreachable('token', { cause })
      })
      .finally(() => clearTimeout(timer))
    if (source !== getToken) throw new Unreachable('token')
    held = { token, ...claimsOf(token, now()) }
    return token
  }

  function customerToken(source: GetToken, fresh: boolean): Promise<string> {
    if (!fresh && held !== null && held.expiresAtMs - now() > RENEW_BEFORE_MS) return Promise.resolve(held.token)
    fetching ??= fetchToken(source).finally(() => {
      fetching = null
    })
    return fetching
  }

  async function join(source: GetToken): Promise<boolean> {
    const deviceSecret = secret()
    if (deviceSecret === null) return false
    const token = await customerToken(source, false)
    try {
      await wire({ method: 'POST', path: '/join', token, body: { deviceSecret } satisfies JoinBody })
    } catch (error) {
      // Refused for good means joined before or unknown to the desk: either way the secret opens nothing any more.
      if (!(error instanceof Refusal) || error.status >= 500 || error.status === 429 || error.status === 401) throw error
    }
    keep.remove(SECRET_KEY)
    return true
  }

  return {
    async identify(source) {
      getToken = source
      held = null
      fetching = null
      await customerToken(source, false)
    },
    join() {
      if (getToken === null) return Promise.resolve(false)
      joining ??= join(getToken).finally(() => {
        joining = null
      })
      return joining
    },
    hasPast: () => getToken !== null && secret() !== null,
    signOut() {
      getToken = null
      held = null
      fetching = null
    },
    async token({ fresh } = { fresh: false }) {
      if (getToken !== null) return customerToken(getToken, fresh)
      const deviceSecret = secret()
      return deviceSecret === null ? null : `visitor.${deviceSecret}`
    },
    async tokenOrVisitor({ urgent = false } = {}) {
      const token = await this.token()
      if (token !== null) return token
      making ??= wire<VisitorCreated>({ method: 'POST', path: '/visitors', token: null, body: {}, urgent })
        .then(({ deviceSecret }) => {
          keep.write(SECRET_KEY, deviceSecret)
          return `visitor.${deviceSecret}`
        })
        .finally(() => {
          making = null
        })
      return making
    },
    signedIn: () => getToken !== null,
    known: () => getToken !== null || secret() !== null,
    owner: () => (getToken === null ? 'visitor' : `customer:${held?.subject ?? ''}`),
    forgetVisitor: () => keep.remove(SECRET_KEY),
  }
}

/** The two claims the browser needs, read and not verified: the desk verifies. An unreadable token is used once. */
function claimsOf(token: string, nowMs: number): { subject: string; expiresAtMs: number } {
  try {
    const payload = (token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')
    const claims: unknown = JSON.parse(decodeURIComponent(escape(atob(payload))))
    if (typeof claims === 'object' && claims !== null && 'sub' in claims && 'exp' in claims) {
      return { subject: String(claims.sub), expiresAtMs: Number(claims.exp) * 1000 }
    }
  } catch {
    // Not a JWT: nothing to read.
  }
  return { subject: '', expiresAtMs: nowMs }
}
