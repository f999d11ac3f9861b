import type { RefusalBody } from '@yingda/protocol/http/common.ts'

/** The server said an expected no. `message` is in the user's language and may be shown as it stands. */
export class Refused extends Error {
  readonly code: string
  readonly status: number
  readonly data: Record<string, unknown>

  constructor(status: number, body: RefusalBody) {
    super(body.message)
    this.name = 'Refused'
    this.code = body.code
    this.status = status
    this.data = body.data
  }
}

/** No answer came, or one that is not ours: the network, a proxy, or the server starting again. Nothing is known. */
export class Unreachable extends Error {
  constructor(cause?: unknown) {
    super('unreachable', { cause })
    this.name = 'Unreachable'
  }
}

export const isRefused = (error: unknown, code: string): error is Refused => error instanceof Refused && error.code === code

/** True when asking the same again may help. */
export const mayRetry = (error: unknown): boolean => error instanceof Unreachable || (error instanceof Refused && (error.status >= 500 || error.status === 429))

/** Seconds until the next try is allowed, when the refusal says so. */
export function retryAfterSeconds(error: unknown): number | null {
  if (!(error instanceof Refused)) return null
  const { retryAfterSeconds: seconds, retryAfterMs: ms } = error.data
  if (typeof seconds === 'number') return Math.ceil(seconds)
  return typeof ms === 'number' ? Math.ceil(ms / 1000) : null
}
