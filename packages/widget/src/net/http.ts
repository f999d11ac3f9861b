/** The desk's HTTP doors for whoever is asking now: adds the token, and asks for a fresh one once when it is turned down. */
import type { Identity } from './identity.ts'
import { Refusal, Unreachable, type Wire, type WireRequest } from './wire.ts'

type Asked = Partial<Pick<WireRequest, 'body' | 'urgent' | 'timeoutMs' | 'signal'>>
export type Http = {
  get<T>(path: string, asked?: Asked): Promise<T>
  post<T>(path: string, body: unknown, asked?: Asked): Promise<T>
  put<T>(path: string, body: unknown): Promise<T>
}

/**
 * @param person changes whenever somebody else speaks from this device; an answer to the former one is dropped
 */
export function createHttp({ wire, identity, person }: { wire: Wire; identity: Identity; person: () => number }): Http {
  async function ask<T>(method: WireRequest['method'], path: string, asked: Asked = {}): Promise<T> {
    const asker = person()
    const once = async (token: string) => wire<T>({ method, path, token, ...asked })
    const answer = await once(await identity.tokenOrVisitor(asked)).catch(async (error: unknown) => {
      if (!(error instanceof Refusal) || error.status !== 401 || asker !== person()) throw error
      if (!identity.signedIn()) {
        // The desk does not know this visitor any more: the next question begins as a new one.
        if (error.code === 'auth.invalid_token') identity.forgetVisitor()
        throw error
      }
      return once((await identity.token({ fresh: true })) ?? '')
    })
    if (asker !== person()) throw new Unreachable('superseded')
    return answer
  }
  return {
    get: (path, asked) => ask('GET', path, asked),
    post: (path, body, asked) => ask('POST', path, { ...asked, body }),
    put: (path, body) => ask('PUT', path, { body }),
  }
}
