/** What the journeys in a browser share. */
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launch, newPage, type Look } from './browser.ts'
import type { FakeDesk } from './fake-desk.ts'

let browser: Browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

/** One test on a page of its own; an error that reaches the page fails it. */
export const journey = (name: string, go: (page: Page) => Promise<void>, look: Look = {}) =>
  test(name, async () => {
    const page = await newPage(browser, look)
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await go(page)
    assert.deepEqual(errors, [])
    await page.context().close()
  })

export const openPanel = (page: Page): Promise<void> => page.locator('.launcher').click()

export async function write(page: Page, text: string): Promise<void> {
  await page.locator('textarea').fill(text)
  await page.locator('.go').click()
}

/** What of the customer stands at the desk. */
export const sent = (desk: FakeDesk): string[] =>
  desk.conversations.flatMap(({ entries }) => entries.flatMap(({ view }) => (view.kind === 'message' && view.from === 'customer' ? [view.content.text] : [])))

export const textOf = (page: Page, selector: string): Promise<string[]> => page.locator(selector).allTextContents()

const PHOTOS = fileURLToPath(new URL('../../../.yingda/screenshots/', import.meta.url))

/** As the customer sees it, for people to look at. */
export const photo = (page: Page, name: string): Promise<unknown> => page.screenshot({ path: join(PHOTOS, `widget-${name}.png`), animations: 'disabled' })

/** Waits until it is so; what is not so by then has failed. */
export async function eventually(check: () => unknown, what: string, withinMs = 5000): Promise<void> {
  for (let attempt = 0; attempt < withinMs / 50; attempt++) {
    if (await check()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.fail(`not so: ${what}`)
}
