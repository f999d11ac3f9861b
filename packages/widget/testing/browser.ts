/** One Chromium a test file, one page a test. */
import { chromium, type Browser, type Page } from 'playwright-core'
import { WALLET } from './fake-wallet.ts'

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  })

export type Look = { width?: number; height?: number; dark?: boolean; language?: 'zh-CN' | 'en'; touch?: boolean; still?: boolean; timeZone?: string }

export async function newPage(
  browser: Browser,
  { width = 390, height = 844, dark = false, language = 'zh-CN', touch = false, still = true, timeZone = 'Asia/Shanghai' }: Look = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    locale: language,
    hasTouch: touch,
    reducedMotion: still ? 'reduce' : 'no-preference',
    timezoneId: timeZone,
  })
  return context.newPage()
}

export const openWallet = (page: Page, attributes: Record<string, string> = {}): Promise<unknown> => page.goto(`${WALLET}/?${new URLSearchParams(attributes)}`)
