/** An expected no of the desk. `code` is stable and listed in the API's documents; `message` is in the customer's language. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly status: number
  readonly code: string
  readonly data: Readonly<Record<string, unknown>>

  constructor(status: number, { code, message, data }: { code: string; message: string; data: Readonly<Record<string, unknown>> }) {
    super(message)
    this.status = status
    this.code = code
    this.data = data
  }
}

/** No answer came: it is not known whether the request had effect. What carries a client id may be sent again. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

const NOT_NOW = new Set([401, 408, 425, 429])

/** True when the same request may well succeed later: the desk is away or busy, or the token was too old. */
export const mayPass = (error: unknown): boolean => !(error instanceof Refusal) || error.status >= 500 || NOT_NOW.has(error.status)

/** @throws Refusal when the answer is one */
export async function readAnswer(response: Response): Promise<unknown> {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json') === true
  if (response.ok) return isJson ? JSON.parse(text) : text
  throw new Refusal(response.status, refusalOf(response.status, isJson ? text : '{}'))
}

function refusalOf(status: number, text: string): { code: string; message: string; data: Record<string, unknown> } {
  const body: { code?: unknown; message?: unknown; data?: unknown } = JSON.parse(text)
  const data = typeof body.data === 'object' && body.data !== null ? { ...body.data } : {}
  // A proxy's page instead of the desk's answer: the status alone speaks.
  return { code: typeof body.code === 'string' ? body.code : `http.${status}`, message: typeof body.message === 'string' ? body.message : '', data }
}
