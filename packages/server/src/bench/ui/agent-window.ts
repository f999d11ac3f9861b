/** An agent's console in real Chromium, with what measures it. */
import type { Browser, CDPSession, Page } from 'playwright-core'
import { launchChromium } from '../../testing/chromium.ts'
import type { Party } from '../seed.ts'
import { IN_PAGE, STEP_BINDING } from './in-page.ts'

export type BenchWindow = AsyncDisposable & { browser: Browser; page: Page; cdp: CDPSession }
export type AgentWindow = BenchWindow & {
  /** What the console's files took on the wire until it stood. */
  firstLoad: Fetched
}
export type Fetched = { requests: number; bytes: number }

const SIZE = { width: 1280, height: 800 }
const PATIENCE_MS = 60_000

/** @param path under /console/, whose screen has a list */
export const openAgentWindow = (origin: string, agent: Party, path: string): Promise<AgentWindow> =>
  inWindow(async ({ page, cdp }) => {
    await page.context().addCookies([sessionCookie(origin, agent)])
    const firstLoad = await countFetched(cdp)
    await page.goto(`${origin}/console/${path}`)
    await page.locator('a.row').first().waitFor()
    return { firstLoad }
  })

/** A new window, of which `prepare` makes what is measured; closed if it fails. */
export async function inWindow<More extends object>(prepare: (window: BenchWindow) => Promise<More>): Promise<BenchWindow & More> {
  // One turn of the wheel is one step, not an animation of many.
  const browser = await launchChromium(['--disable-smooth-scrolling'])
  try {
    // The console's pages may talk to nobody but their own server; the echo stands elsewhere.
    const context = await browser.newContext({ viewport: SIZE, locale: 'zh-CN', reducedMotion: 'reduce', bypassCSP: true })
    context.setDefaultTimeout(PATIENCE_MS)
    await context.addInitScript({ content: IN_PAGE })
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    await cdp.send('Runtime.enable')
    await cdp.send('Runtime.addBinding', { name: STEP_BINDING })
    const window: BenchWindow = { browser, page, cdp, [Symbol.asyncDispose]: () => browser.close() }
    return { ...window, ...(await prepare(window)) }
  } catch (error) {
    await browser.close()
    throw error
  }
}

function sessionCookie(origin: string, { headers }: Party): { name: string; value: string; url: string } {
  const [name = '', value = ''] = (headers['cookie'] ?? '').split('=')
  return { name, value, url: origin }
}

/** Goes on counting as files come. */
async function countFetched(cdp: CDPSession): Promise<Fetched> {
  const fetched: Fetched = { requests: 0, bytes: 0 }
  const ours = new Set<string>()
  cdp.on('Network.requestWillBeSent', ({ requestId, request }) => {
    if (new URL(request.url).pathname.startsWith('/console/')) ours.add(requestId)
  })
  cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (!ours.has(requestId)) return
    fetched.requests += 1
    fetched.bytes += encodedDataLength
  })
  await cdp.send('Network.enable')
  return fetched
}
