/** Files on a network that leaves without a word. */
import assert from 'node:assert/strict'
import { openWallet } from './browser.ts'
import { fakeDesk } from './fake-desk.ts'
import { DESK } from './fake-wallet.ts'
import { eventually, journey, openPanel, photo, sent, write } from './journey.ts'

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
  // Step by step: from when it is waited for is known to the page alone.
  await eventually(async () => {
    await page.clock.runFor(5000)
    return tries === 2
  }, 'again')
  await page.locator('.upl').getByText('已就绪').waitFor({ state: 'attached' })
  await write(page, '这是凭证')
  await eventually(() => sent(desk).length === 1, 'sent')
  assert.deepEqual(sent(desk), ['这是凭证'])
})

journey(
  'ten pictures at once: no more on their way than the desk takes, none is sent twice, and what was said of an eleventh goes with the message',
  async (page) => {
    const desk = await fakeDesk(page)
    const uploads = { now: 0, most: 0, begun: 0 }
    await page.route(`${DESK}/api/customer/attachments`, async (route) => {
      if (route.request().method() === 'OPTIONS') return route.fallback()
      uploads.begun += 1
      uploads.most = Math.max(uploads.most, (uploads.now += 1))
      await new Promise((resolve) => setTimeout(resolve, 50))
      uploads.now -= 1
      return route.fallback()
    })
    await openWallet(page)
    await openPanel(page)
    await page.getByText('付款失败、被多扣').click()
    const pictures = Array.from({ length: 11 }, (_, at) => ({ name: `${at}.png`, mimeType: 'image/png', buffer: Buffer.alloc(64) }))
    await page.locator('input[type=file]').setInputFiles(pictures)
    await page.getByText('一条消息最多 10 个附件').waitFor()
    await page.locator('.upl').getByText('已就绪').nth(9).waitFor({ state: 'attached' })
    assert.deepEqual(uploads, { now: 0, most: 3, begun: 10 })
    await write(page, '十张都在这里')
    await eventually(() => sent(desk).length === 1, 'sent')
    assert.equal(await page.getByText('一条消息最多 10 个附件').count(), 0)
  },
)

for (const { language, follows } of [
  { language: 'zh-CN', follows: '文字已先发出，传完自动发送' },
  { language: 'en', follows: 'Your words went ahead. This follows by itself' },
] as const)
  journey(
    `words do not wait for a picture that takes long: they go at once, and it follows by itself, once (${language})`,
    async (page) => {
      const desk = await fakeDesk(page)
      const arrive: (() => void)[] = []
      await page.route(`${DESK}/api/customer/attachments`, async (route) => {
        if (route.request().method() !== 'OPTIONS') await new Promise<void>((resolve) => arrive.push(resolve))
        return route.fallback()
      })
      await openWallet(page, { language })
      await openPanel(page)
      await page.locator('.kinds button').first().click()
      await page.locator('input[type=file]').setInputFiles(['1.png', '2.png'].map((name) => ({ name, mimeType: 'image/png', buffer: Buffer.alloc(4096) })))
      await eventually(() => arrive.length === 2, 'both on their way')
      assert.equal(await page.locator('.go').isDisabled(), true)
      await write(page, '手机被偷了')
      await eventually(() => sent(desk).length === 1, 'the words are there')
      await page.locator('.upl').getByText(follows).nth(1).waitFor()
      await photo(page, `upload-follows-${language}`)
      await page.locator('textarea').fill('还在写')
      arrive[0]?.()
      await page
        .locator('.upl')
        .getByText(/已就绪|Ready/)
        .waitFor({ state: 'attached' })
      assert.equal(sent(desk).length, 1)
      arrive[1]?.()
      await page.locator('.upl').first().waitFor({ state: 'detached' })
      const messages = () => desk.asked.filter(({ path }) => path.endsWith('/messages')).map(({ body }) => body as { text: string; attachmentIds: string[] })
      await eventually(() => messages().length === 1, 'they follow')
      assert.deepEqual(
        messages().map(({ text, attachmentIds }) => [text, attachmentIds.length]),
        [['', 2]],
      )
      assert.equal(await page.locator('textarea').inputValue(), '还在写')
    },
    { language },
  )
