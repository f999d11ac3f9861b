/** A proxy that does what `/readyz` says and nothing else: who says no, or says nothing for a second, is sent nothing. */
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { repeatEvery } from '../platform/repeat.ts'

const LOOK_EVERY_MS = 100

export type ObedientProxy = {
  origin: string
  /** Those that said yes at the last look. */
  ready(): readonly string[]
}

/** @param origins of the servers behind it; ended with the test file */
export async function obedientProxyTo(origins: readonly string[]): Promise<ObedientProxy> {
  let ready: readonly string[] = []
  let turn = 0
  const look = async (): Promise<void> => {
    const saysYes = async (origin: string): Promise<boolean> =>
      fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(1000) }).then(
        (answer) => answer.ok,
        () => false,
      )
    const said = await Promise.all(origins.map(saysYes))
    ready = origins.filter((_, index) => said[index])
  }
  const pass = (asked: IncomingMessage, answer: ServerResponse): void => {
    const origin = ready[(turn += 1) % ready.length]
    if (origin === undefined) return void answer.writeHead(502).end('nobody is ready')
    const onward = request(origin + asked.url, { method: asked.method, headers: asked.headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 502, { ...reply.headers, 'x-served-by': origin })
      reply.pipe(answer)
    })
    onward.on('error', () => answer.writeHead(502).end('nobody answered'))
    asked.pipe(onward)
  }
  await look()
  const stop = repeatEvery(LOOK_EVERY_MS, look, () => undefined)
  const server = createServer(pass)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(async () => {
    await stop()
    server.close()
    server.closeAllConnections()
  })
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ready: () => ready } // listens on TCP
}
