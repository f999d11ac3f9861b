/** What a page asks its server for, so that a test can count it. */
import type { Page, Request } from 'playwright-core'
import { eventually } from './eventually.ts'

/** So long nothing is asked: whatever was to follow has followed. The console gathers for half a second at most. */
const QUIET_MS = 1200

export type Asked = {
  /** How often each was called: verb and path of the API, ids and questions left out. */
  calls: Readonly<Record<string, number>>
  /** The console's own files, and what their bodies took on the wire. */
  files: number
  bytes: number
}

/** What the page asks for from `work` on until it has come to rest. */
export async function askedDuring(page: Page, work: () => Promise<unknown>): Promise<Asked> {
  const requests: Request[] = []
  const open = new Set<Request>()
  let lastAt = Date.now()
  const onRequest = (request: Request): void => {
    if (!/^\/(api|console)\//.test(pathOf(request))) return
    requests.push(request)
    open.add(request)
    lastAt = Date.now()
  }
  const onEnd = (request: Request): void => {
    if (open.delete(request)) lastAt = Date.now()
  }
  page.on('request', onRequest).on('requestfinished', onEnd).on('requestfailed', onEnd)
  await work()
  await eventually('the page comes to rest', async () => open.size === 0 && Date.now() - lastAt > QUIET_MS)
  page.off('request', onRequest).off('requestfinished', onEnd).off('requestfailed', onEnd)
  const files = requests.filter((request) => pathOf(request).startsWith('/console/'))
  const sizes = await Promise.all(files.map((request) => request.sizes()))
  const calls = Map.groupBy(requests.filter((request) => !files.includes(request)).map(nameOf), (name) => name)
  return {
    calls: Object.fromEntries(calls.entries().map(([name, all]) => [name, all.length])),
    files: files.length,
    bytes: sizes.reduce((sum, { responseBodySize }) => sum + responseBodySize, 0),
  }
}

const pathOf = (request: Request): string => new URL(request.url()).pathname
const nameOf = (request: Request): string => `${request.method()} ${pathOf(request).replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, ':id')}`
