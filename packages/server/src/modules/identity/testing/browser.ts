import type { FastifyInstance } from 'fastify'

export type Answer = { status: number; body: Record<string, unknown>; setCookies: string[]; retryAfter: string | undefined }
type Extra = { headers?: Record<string, string>; withoutCsrf?: boolean }

/** A browser with cookies that reads its CSRF cookie as the console does. */
export type Browser = {
  cookies: Map<string, string>
  get(path: string, extra?: Extra): Promise<Answer>
  post(path: string, body?: unknown, extra?: Extra): Promise<Answer>
  put(path: string, body?: unknown, extra?: Extra): Promise<Answer>
  delete(path: string, extra?: Extra): Promise<Answer>
}

export function browser(app: FastifyInstance, { address, host }: { address: string; host: string }): Browser {
  const cookies = new Map<string, string>()
  const ask = async (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body: unknown,
    { headers = {}, withoutCsrf = false }: Extra = {},
  ): Promise<Answer> => {
    const csrf = cookies.get('yingda_csrf')
    const reply = await app.inject({
      method,
      url: `/api/staff${path}`,
      remoteAddress: address,
      headers: {
        host,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'user-agent': 'a browser of the tests',
        ...(method === 'GET' || csrf === undefined || withoutCsrf ? {} : { 'x-yingda-csrf': csrf }),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: body as object }), // inject takes what a test hands in and sends it as JSON
    })
    const setCookies = [reply.headers['set-cookie'] ?? []].flat()
    for (const cookie of setCookies) {
      const [pair = ''] = cookie.split(';')
      const [name = '', value = ''] = pair.split('=')
      if (cookie.includes('Max-Age=0')) cookies.delete(name)
      else cookies.set(name, value)
    }
    return { status: reply.statusCode, body: reply.body === '' ? {} : reply.json(), setCookies, retryAfter: reply.headers['retry-after']?.toString() }
  }
  return {
    cookies,
    get: (path, extra) => ask('GET', path, undefined, extra),
    post: (path, body, extra) => ask('POST', path, body, extra),
    put: (path, body, extra) => ask('PUT', path, body, extra),
    delete: (path, extra) => ask('DELETE', path, undefined, extra),
  }
}
