/**
 * The built widget on a real server, for what routes in the browser cannot show: they switch its cache off. It serves
 * the files as the gateway does, keeps count of what left it whole, and breaks off where a test says so.
 */
import { createServer, type ServerResponse } from 'node:http'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after } from 'node:test'
import { builtWidget } from './built.ts'
import { aHome } from './fake-data.ts'

const CORS = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*', 'cross-origin-resource-policy': 'cross-origin' }

/** As much of the customer's doors as the first screen asks for. */
const API: Readonly<Record<string, object>> = { '/api/customer/home': aHome(), '/api/customer/visitors': { deviceSecret: 'secret-1' } }

/** `refused`: nothing comes. `half`: the answer ends in its middle. `gone`: it says that there is no such file. */
export type Cut = 'refused' | 'half' | 'gone'

export async function weakNetwork() {
  const folder = await builtWidget()
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, { file: string }> // the build's own
  const network = {
    url: '',
    cut: null as { file: string; how: Cut } | null,
    /** Files that left whole, each as often as it did. */
    served: [] as string[],
    fileOf: (source: string): string => manifest[source]?.file ?? source,
    /** The wallet's page, on another origin than the desk: what its policy allows, and the script tag's attributes. */
    page: (connectTo: string, attributes = '') => `${network.url.replace('127.0.0.1', 'localhost')}/?${new URLSearchParams({ connectTo, attributes })}`,
  }

  function file(name: string, reply: ServerResponse): void {
    const body = readFileSync(join(folder, name))
    const how = network.cut?.file === name ? network.cut.how : null
    if (how === 'refused') return void reply.destroy()
    if (how === 'gone') return void reply.writeHead(404, CORS).end()
    const lasting = name === 'widget.js' ? 'no-cache' : 'public, max-age=31536000, immutable'
    reply.writeHead(200, { ...CORS, 'content-type': 'text/javascript', 'content-length': body.length, 'cache-control': lasting })
    if (how === 'half') return void reply.write(body.subarray(0, body.length / 2), () => setTimeout(() => reply.destroy(), 50))
    network.served.push(name)
    reply.end(body)
  }

  const server = createServer((request, reply) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', network.url)
    if (pathname.endsWith('.js')) return file(pathname.slice(1), reply)
    if (pathname === '/') {
      const connectTo = searchParams.get('connectTo') ?? ''
      const policy = `default-src 'none'; script-src ${network.url}; connect-src ${connectTo} ${connectTo.replace(/^http/, 'ws')}`
      reply.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy })
      return reply.end(
        `<!doctype html><html lang="en"><head><meta name="viewport" content="width=device-width"><title>Wallet</title></head><body><h1>Wallet</h1><script src="${network.url}/widget.js" ${searchParams.get('attributes')}></script></body></html>`,
      )
    }
    const answer = request.method === 'OPTIONS' ? {} : API[pathname]
    reply.writeHead(answer === undefined ? 404 : 200, { ...CORS, 'content-type': 'application/json' })
    reply.end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => void server.listen(0, resolve))
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  network.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}` // listens on TCP
  return network
}
