/** An agent's console in real Chromium, with what measures it. */
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core'
import { launchChromium } from '../../testing/chromium.ts'
import type { Party } from '../seed.ts'
import { IN_PAGE, STEP_BINDING } from './in-page.ts'

export type AgentWindow = AsyncDisposable & {
  browser: Browser
  page: Page
  cdp: CDPSession /** What the console's files took on the wire until it stood. */
  firstLoad: Fetched
}
export type Fetched = { requests: number; bytes: number }

const SIZE = { width: 1280, height: 800 }
const PATIENCE_MS = 60_000

/** @param path under /console/, whose screen has a list */
export async function openAgentWindow(origin: string, agent: Party, path: string): Promise<AgentWindow> {
  // One turn of the wheel is one step, not an animation of many.
  const browser = await launchChromium(['--disable-smooth-scrolling'])
  try {
    // The console's pages may talk to nobody but their own server; the echo stands elsewhere.
    const context = await browser.newContext({ viewport: SIZE, locale: 'zh-CN', reducedMotion: 'reduce', bypassCSP: true })
    context.setDefaultTimeout(PATIENCE_MS)
    await context.addCookies([sessionCookie(origin, agent)])
    await context.addInitScript({ content: IN_PAGE })
    return { browser, ...(await openPage(context, `${origin}/console/${path}`)), [Symbol.asyncDispose]: () => browser.close() }
  } catch (error) {
    await browser.close()
    throw error
  }
}

async function openPage(context: BrowserContext, url: string): Promise<{ page: Page; cdp: CDPSession; firstLoad: Fetched }> {
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Runtime.enable')
  await cdp.send('Runtime.addBinding', { name: STEP_BINDING })
  const firstLoad = await countFetched(cdp)
  await page.goto(url)
  await page.locator('a.row').first().waitFor()
  return { page, cdp, firstLoad }
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
