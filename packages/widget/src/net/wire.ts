/** One HTTP exchange with the desk: JSON in, JSON out, a refusal or silence as typed errors. */
import type { RefusalBody } from '@yingda/protocol/http/common.ts'
import { hearTime } from './desk-now.ts'

type Said = Pick<RefusalBody, 'code' | 'message'> & { afterSeconds?: number | null }

/** An expected no. `message` is already in the customer's language. */
export class Refusal extends Error {
  // Declared only: a field of its own would be lowered into helper code for older web views.
  declare readonly status: number
  declare readonly code: string
  /** When the same may be asked again, if that was said. */
  declare readonly afterSeconds: number | null
  constructor(status: number, body: Said) {
    super(body.message)
    this.status = status
    this.code = body.code
    this.afterSeconds = body.afterSeconds ?? null
  }
}

/** No answer came: it is not known whether the request had effect. */
export class Unreachable extends Error {}

export type WireRequest = {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly path: string
  readonly token: string | null
  readonly body?: unknown
  /** Money is at risk: where many ask, it is let in before other new questions. */
  readonly urgent?: boolean
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}
export type Wire = <T>(request: WireRequest) => Promise<T>

const TIMEOUT_MS = 15_000

export function createWire({ base, language, fetch }: { base: string; language: () => string; fetch: typeof globalThis.fetch }): Wire {
  return async <T>({ method, path, token, body, urgent = false, timeoutMs = TIMEOUT_MS, signal }: WireRequest): Promise<T> => {
    const giveUp = new AbortController()
    const within = (ms: number) => setTimeout(() => giveUp.abort(), ms)
    let timer = within(timeoutMs)
    signal?.addEventListener('abort', () => giveUp.abort())
    try {
      const response = await send()
      clearTimeout(timer)
      // An answer that begins may still stop in its middle, when the network goes without a word; a long one takes its time on a slow one.
      timer = within(3 * timeoutMs)
      hearTime(response.headers.get('date'))
      if (!response.ok) throw new Refusal(response.status, await refusalOf(response))
      return await readAs<T>(response)
    } finally {
      clearTimeout(timer)
    }

    function send(): Promise<Response> {
      return fetch(`${base}/api/customer${path}`, {
        method,
        signal: giveUp.signal,
        credentials: 'omit',
        headers: {
          'accept-language': language(),
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...(urgent ? { priority: 'u=0' } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }).catch((cause: unknown) => {
        throw new Unreachable(path, { cause })
      })
    }
  }
}

async function readAs<T>(response: Response): Promise<T> {
  const text = await response.text().catch((cause: unknown) => {
    throw new Unreachable(response.url, { cause })
  })
  // The desk validates its own replies against the same contract; the browser carries no validator.
  return (text === '' ? {} : JSON.parse(text)) as T
}

async function refusalOf(response: Response): Promise<Said> {
  try {
    const body: unknown = await response.json()
    if (typeof body === 'object' && body !== null && 'code' in body && 'message' in body) {
      return { code: String(body.code), message: String(body.message), afterSeconds: Number(response.headers.get('retry-after')) || null }
    }
  } catch {
    // A proxy's page, not the desk's answer: the status alone speaks.
  }
  return { code: `http.${response.status}`, message: '' }
}
