/** What a page asks its server for, so that a test can count it. */
import type { Page, Request } from 'playwright-core'
import { eventually } from './eventually.ts'

/** So long nothing is asked: whatever was to follow has followed. The console gathers for half a second at most. */
const QUIET_MS = 1200

export type Asked = {
  /** Verb and path of each request to the API, ids and questions left out, in order. */ calls: string[] /** The path of each file of the console's own. */
  files: string[]
}

/** What the page asks for from `work` on until it has come to rest. */
export async function askedDuring(page: Page, work: () => Promise<unknown>): Promise<Asked> {
  const asked: Asked = { calls: [], files: [] }
  const open = new Set<Request>()
  let lastAt = Date.now()
  const onRequest = (request: Request): void => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/')) asked.calls.push(`${request.method()} ${withoutIds(pathname)}`)
    else if (pathname.startsWith('/console/')) asked.files.push(pathname)
    else return
    lastAt = Date.now()
    open.add(request)
  }
  const onEnd = (request: Request): void => {
    if (open.delete(request)) lastAt = Date.now()
  }
  const events = { request: onRequest, requestfinished: onEnd, requestfailed: onEnd }
  for (const [name, listener] of Object.entries(events)) page.on(name as 'request', listener)
  await work()
  await eventually('the page comes to rest', async () => open.size === 0 && Date.now() - lastAt > QUIET_MS)
  for (const [name, listener] of Object.entries(events)) page.off(name as 'request', listener)
  return asked
}

const withoutIds = (path: string): string => path.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, ':id')

/** How often each was asked for. */
export const tally = (calls: readonly string[]): Record<string, number> =>
  Object.fromEntries(
    Map.groupBy(calls, (call) => call)
      .entries()
      .map(([call, all]) => [call, all.length]),
  )
