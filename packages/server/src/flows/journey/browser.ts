/** Real Chromium: one a test file; a person is a context of his own, with cookies and storage of his own. */
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { Language } from '@yingda/protocol/language.ts'
import { launchChromium } from '../../testing/chromium.ts'

/** Long enough for a busy machine; nothing is ever asserted about time. */
const PATIENCE_MS = 20_000

/** The last that everybody saw of a test that failed. */
const FAILED = fileURLToPath(new URL('../../../../../.yingda/screenshots/failed-', import.meta.url))

export type Theme = 'light' | 'dark'
export type Size = { width: number; height: number }
export type Look = { language: Language; theme?: Theme; size: Size; phone?: boolean; timeZone?: string }
export type Person = { context: BrowserContext; page: Page; language: Language; width: number }

export async function aBrowser(): Promise<Browser> {
  const browser = await launchChromium()
  after(() => browser.close())
  return browser
}

/** Somebody with a browser window. What his pages throw, and what a page's policy forbids, fails the test file. */
export async function aPerson(browser: Browser, { language, theme = 'light', size, phone = false, timeZone = 'Asia/Shanghai' }: Look): Promise<Person> {
  const context = await browser.newContext({
    locale: language,
    colorScheme: theme,
    viewport: size,
    timezoneId: timeZone,
    reducedMotion: 'reduce',
    ...(phone ? { hasTouch: true, isMobile: true, deviceScaleFactor: 2 } : {}),
  })
  context.setDefaultTimeout(PATIENCE_MS)
  const faults: string[] = []
  context.on('weberror', (error) => faults.push(error.error().stack ?? String(error.error())))
  context.on('console', (message) => {
    if (/content security policy|hydrat|same key|unique "key"/i.test(message.text())) faults.push(message.text())
  })
  const page = await context.newPage()
  after(async (test) => {
    if (!('passed' in test && test.passed)) await page.screenshot({ path: `${FAILED}${Date.now()}.png` }).catch(() => undefined)
    await context.close()
    assert.deepEqual(faults, [])
  })
  return { context, page, language, width: size.width }
}
