/** What waits to be sent is found again where one begins. */
import assert from 'node:assert/strict'
import { openWallet } from './browser.ts'
import { fakeDesk } from './fake-desk.ts'
import { eventually, journey, openPanel, photo, sent, write } from './journey.ts'

for (const { language, text, waits, empty } of [
  { language: 'zh-CN', text: '转给妈妈的钱不见了', waits: '1 条等待发送', empty: /没有连上客服/ },
  { language: 'en', text: 'The money I sent is gone', waits: '1 message waiting to be sent', empty: /reach/ },
] as const)
  journey(
    `with no network from the start one can write, and the first screen shows what waits to be sent, also after a reload (${language})`,
    async (page) => {
      const desk = await fakeDesk(page)
      desk.http = 'down'
      await openWallet(page, { language })
      await openPanel(page)
      await page.locator('.empty').getByText(empty).first().waitFor()
      await page.locator('.kinds button').nth(1).click()
      await write(page, text)
      await page.goBack()
      const row = page.locator('.recent button', { hasText: text })
      await row.getByText(waits).waitFor()
      await photo(page, `home-unsent-${language}`)
      await page.reload()
      await openPanel(page)
      await row.click()
      await page.locator('.me .text', { hasText: text }).waitFor()
      desk.http = 'open'
      await eventually(() => sent(desk).includes(text), 'sent by itself', 20_000)
      await page.goBack()
      await row.waitFor()
      await row.getByText(waits).waitFor({ state: 'detached' })
      assert.equal(await page.locator('.recent button').count(), 1)
    },
    { language },
  )
