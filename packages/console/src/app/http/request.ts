import type { RefusalBody } from '@yingda/protocol/http/common.ts'
import { noteServerDate } from '../clock.ts'
import { crowd } from './crowd.ts'
import { Refused, Unreachable, isRefused } from './refusal.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
export type RequestOptions = {
  signal?: AbortSignal
  /** False for sign-in itself, where "not signed in" is an answer and not the end of a session. */
  endsSession?: boolean
}

const BASE = '/api/staff'
/** A wrong code or password is a 401 too, but ends nothing. */
const SESSION_OVER = new Set(['auth.required', 'auth.invalid_token', 'auth.expired'])
let askStepUp: () => Promise<boolean> = () => Promise.resolve(false)
let onSignedOut: () => void = () => {}

/** Who opens the step-up dialog; it resolves true once the person has proved who they are. */
export const setStepUp = (ask: () => Promise<boolean>): void => {
  askStepUp = ask
}
/** Called when the server no longer knows the session. */
export const setSignedOut = (listener: () => void): void => {
  onSignedOut = listener
}

/** The readable half of the CSRF pair; the server compares it with its own. */
export function csrfToken(cookies = document.cookie): string {
  const found = cookies.split('; ').find((cookie) => cookie.startsWith('yingda_csrf='))
  return found ? decodeURIComponent(found.slice('yingda_csrf='.length)) : ''
}

let language = 'zh-CN'
/** Refusals come in this language. */
export const setRequestLanguage = (next: string): void => {
  language = next
}

/**
 * One call to the server. A refusal that asks for a fresh proof of identity opens the step-up dialog once and the
 * call is then made again.
 * @throws Refused when the server said no, Unreachable when it did not answer
 */
export async function request<T>(method: Method, path: string, body?: unknown, options: RequestOptions = {}): Promise<T> {
  try {
    return await once<T>(method, path, body, options)
  } catch (error) {
    if (!isRefused(error, 'auth.step_up_required') || !(await askStepUp())) throw error
    return once<T>(method, path, body, options)
  }
}

async function once<T>(method: Method, path: string, body: unknown, options: RequestOptions): Promise<T> {
  const response = await answer(method, path, body, options)
  noteServerDate(response.headers.get('date'))
  const what = `${method} ${path.split('?')[0]}`
  if (response.ok) crowd.served(what)
  if (response.status === 204) return undefined as T // commands without an answer are typed void
  const parsed = await json(response)
  if (response.ok) return parsed as T // the server checks its answers against the same contract before they leave
  const refused = new Refused(response.status, parsed as RefusalBody) // json() has refused any other shape
  crowd.refused(what, refused)
  if (SESSION_OVER.has(refused.code) && options.endsSession !== false) onSignedOut()
  throw refused
}

async function answer(method: Method, path: string, body: unknown, { signal }: RequestOptions): Promise<Response> {
  const headers: Record<string, string> = { 'accept-language': language }
  if (method !== 'GET') headers['x-yingda-csrf'] = csrfToken()
  if (body !== undefined) headers['content-type'] = 'application/json'
  try {
    return await fetch(BASE + path, { method, headers, credentials: 'same-origin', signal, body: body === undefined ? undefined : JSON.stringify(body) })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Unreachable(error)
  }
}

async function json(response: Response): Promise<unknown> {
  try {
    const parsed: unknown = await response.json()
    if (!response.ok && !isRefusalBody(parsed)) throw new Error(`status ${response.status}`)
    return parsed
  } catch (error) {
    throw new Unreachable(error)
  }
}

const isRefusalBody = (value: unknown): value is RefusalBody => typeof value === 'object' && value !== null && 'code' in value && 'message' in value

/** `?a=1&b=2` from what is given, leaving out what is not. */
export function queryString(values: Record<string, string | number | boolean | null | undefined>): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(values)) if (value !== undefined && value !== null && value !== '') params.set(key, String(value))
  const text = params.toString()
  return text ? `?${text}` : ''
}
