/** Files on a network that leaves without a word. */
import assert from 'node:assert/strict'
import { openWallet } from './browser.ts'
import { fakeDesk } from './fake-desk.ts'
import { DESK } from './fake-wallet.ts'
import { eventually, journey, openPanel, sent, write } from './journey.ts'

journey('an upload that hangs is given up and begins again by itself; the words do not wait for ever', async (page) => {
  const desk = await fakeDesk(page)
  let tries = 0
  await page.route(`${DESK}/api/customer/attachments`, (route) => {
    if (route.request().method() === 'OPTIONS') return route.fallback()
    tries += 1
    return tries === 1 ? undefined : route.fallback()
  })
  await page.clock.install()
  await openWallet(page)
  await openPanel(page)
  await page.getByText('付款失败、被多扣').click()
  await page.locator('input[type=file]').setInputFiles({ name: 'slip.png', mimeType: 'image/png', buffer: Buffer.alloc(4096) })
  await eventually(() => tries === 1, 'on its way')
  await page.clock.runFor(92_000)
  await eventually(() => tries === 2, 'again')
  await page.locator('.upl').getByText('已就绪').waitFor({ state: 'attached' })
  await write(page, '这是凭证')
  await eventually(() => sent(desk).length === 1, 'sent')
  assert.deepEqual(sent(desk), ['这是凭证'])
})
