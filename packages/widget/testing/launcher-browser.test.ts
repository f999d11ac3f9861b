/** The button in the corner while what stands behind it is on its way. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openWallet } from './browser.ts'
import { builtWidget } from './built.ts'
import { fakeDesk } from './fake-desk.ts'
import { DESK } from './fake-wallet.ts'
import { journey, openPanel, photo } from './journey.ts'

for (const { language, unreached } of [
  { language: 'zh-CN', unreached: '网络不畅，正在重试…' },
  { language: 'en', unreached: 'Can’t connect. Trying again…' },
] as const)
  journey(
    `pressed where the network does not let the rest through, it says so and opens by itself later, however often it was pressed (${language})`,
    async (page) => {
      const desk = await fakeDesk(page)
      const manifest = JSON.parse(readFileSync(join(await builtWidget(), 'manifest.json'), 'utf8')) as Record<string, { file: string }> // the build's own
      desk.withoutFile = manifest['src/app.tsx']?.file ?? assert.fail('there is no app')
      await openWallet(page)
      for (let press = 0; press < 2; press += 1) await openPanel(page)
      await page.getByText(unreached).waitFor()
      assert.equal(await page.locator('.launcher').getAttribute('aria-busy'), 'true')
      await photo(page, `launcher-unreached-${language}`)
      desk.withoutFile = null
      await page.locator('textarea').or(page.locator('.panel')).first().waitFor()
      assert.equal(await page.getByText(unreached).count(), 0)
      assert.equal(await page.locator('.launcher').getAttribute('aria-busy'), 'false')
    },
    { language, dark: language === 'en' },
  )

journey('on a network so slow that not even the parts are there, the shape of the first screen stands in its place until it comes', async (page) => {
  const desk = await fakeDesk(page)
  desk.delayMs = 2000
  const manifest = JSON.parse(readFileSync(join(await builtWidget(), 'manifest.json'), 'utf8')) as Record<string, { file: string }> // the build's own
  const later = manifest['src/later/index.ts']?.file ?? assert.fail('nothing comes later')
  await page.route(`${DESK}/${later}`, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 2000))
    await route.fallback()
  })
  await openWallet(page)
  await openPanel(page)
  await page.locator('.shape').waitFor()
  await photo(page, 'first-screen-shape')
  await page.getByRole('button', { name: '付款失败、被多扣' }).waitFor()
  assert.equal(await page.locator('.shape').count(), 0)
})

journey('a page that draws itself anew and throws the widget away has it again with the next call, once', async (page) => {
  await fakeDesk(page)
  await openWallet(page, { mode: 'page' })
  await page.getByRole('button', { name: '付款失败、被多扣' }).waitFor()
  await page.evaluate(async (address) => {
    document.body.innerHTML = '<div id="yingda"></div>'
    const script = Object.assign(document.createElement('script'), { src: address })
    document.body.append(script)
    await new Promise((resolve) => script.addEventListener('load', resolve))
    window.Yingda?.open()
    window.Yingda?.open()
  }, `${DESK}/widget.js`)
  await page.locator('#yingda').getByRole('button', { name: '付款失败、被多扣' }).waitFor()
  assert.equal(await page.locator('.place').count(), 1)
})

journey('a question type that nobody knows opens a conversation all the same', async (page) => {
  await fakeDesk(page)
  await openWallet(page)
  await page.evaluate(() => window.Yingda?.open({ questionType: 'nonsense' as 'other' }))
  await page.locator('textarea').waitFor()
})
