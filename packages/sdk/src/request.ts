/** One exchange with the customer's HTTP doors, typed by the API's own description. */
import { readAnswer, Refusal, Unreachable } from './answer.ts'
import type { Operations } from './generated/customer-api.ts'
import { either } from './wait.ts'

export type OperationName = keyof Operations
export type Reply<K extends OperationName> = Operations[K]['reply']

type PathOf<O> = O extends { path: infer P } ? { path: P } : unknown
type QueryOf<O> = O extends { query: infer Q } ? { query?: Q } : unknown
type BodyOf<O> = O extends { body: infer B } ? (null extends B ? unknown : { body: B }) : unknown
type Extra = { signal?: AbortSignal; timeoutMs?: number }
export type Input<K extends OperationName> = PathOf<Operations[K]> & QueryOf<Operations[K]> & BodyOf<Operations[K]> & Extra

/** Input may be left out where an operation needs none. */
export type Arguments<K extends OperationName> = Partial<Input<K>> extends Input<K> ? [input?: Input<K>] : [input: Input<K>]

export type Request = <K extends OperationName>(operation: K, ...input: Arguments<K>) => Promise<Reply<K>>

export type Exchange = {
  /** The desk's address, without a path. */
  url: string
  token: (wanted: { fresh: boolean }) => Promise<string> | string
  language: () => string
  fetch: typeof globalThis.fetch
}

type Loose = Extra & { path?: Record<string, string>; query?: Record<string, string | number | boolean | undefined>; body?: unknown }

const TIMEOUT_MS = 15_000

export function createRequest(exchange: Exchange): Request {
  return async <K extends OperationName>(operation: K, ...[input]: Arguments<K>): Promise<Reply<K>> => {
    const { path, query, body, ...extra }: Loose = input ?? {}
    const [method = 'GET', template = ''] = operation.split(' ')
    const sent = body === undefined && method !== 'GET' ? {} : body
    const json = sent === undefined ? {} : { body: JSON.stringify(sent), headers: { 'content-type': 'application/json' } }
    // The desk validates what it answers against the schemas these types are made from.
    return (await send(exchange, placeIn(template, path) + asQuery(query), { method, ...json, ...extra })) as Reply<K>
  }
}

export type Sent = Extra & { method: string; body?: string | FormData; headers?: Record<string, string> }

/** @param path under `/api/customer`. A token that is turned down is asked for afresh, once. */
export async function send(exchange: Exchange, path: string, sent: Sent): Promise<unknown> {
  try {
    return await sendOnce(exchange, path, sent, false)
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 401) throw error
    return sendOnce(exchange, path, sent, true)
  }
}

async function sendOnce({ url, token, language, fetch }: Exchange, path: string, sent: Sent, fresh: boolean): Promise<unknown> {
  const { timeoutMs = TIMEOUT_MS, signal, headers, ...rest } = sent
  const giveUp = new AbortController()
  const clock = setTimeout(() => giveUp.abort(), timeoutMs)
  try {
    const authorization = `Bearer ${await token({ fresh })}`
    const response = await fetch(`${url}/api/customer${path}`, {
      ...rest,
      credentials: 'omit',
      headers: { ...headers, authorization, 'accept-language': language() },
      signal: signal === undefined ? giveUp.signal : either(signal, giveUp.signal),
    })
    return await readAnswer(response)
  } catch (cause) {
    throw cause instanceof Refusal ? cause : new Unreachable(path, { cause })
  } finally {
    clearTimeout(clock)
  }
}

const placeIn = (template: string, path: Record<string, string> = {}): string =>
  template.replaceAll(/\{(\w+)\}/g, (_whole, name: string) => encodeURIComponent(path[name] ?? ''))

function asQuery(query: Loose['query'] = {}): string {
  const pairs = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) pairs.append(name, String(value))
  return pairs.toString() === '' ? '' : `?${pairs}`
}
