/**
 * The network goes while a part of the widget is on its way, and comes back. Web views up to Chromium 150 keep an
 * `import()` that failed, so run with one of those too: `CHROMIUM_PATH`.
 */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { journey, openPanel, photo } from './journey.ts'
import { weakNetwork, type Cut } from './weak-network.ts'

const network = await weakNetwork()
const WORDS = {
  'zh-CN': { unreached: '网络不畅，正在重试…', failed: '有些内容没有载入，点按再试', asks: '其他问题', search: '搜索帮助文章' },
  en: {
    unreached: 'Can’t connect. Trying again…',
    failed: 'Some of this didn’t load. Tap to try again',
    asks: 'Something else',
    search: 'Search help articles',
  },
} as const
type Language = keyof typeof WORDS

async function openWallet(page: Page, part: string, how: Cut): Promise<void> {
  network.cut = { file: network.fileOf(part), how }
  network.served = []
  await page.clock.install()
  await page.goto(network.page(network.url))
  await openPanel(page)
}

/** All that was missing has been asked for again, and each file has left the desk once. */
async function comesBack(page: Page): Promise<void> {
  network.cut = null
  await page.clock.runFor(5000)
}

/** One of the parts that come later. */
const searchBox = (page: Page, language: Language) => page.getByRole('searchbox', { name: WORDS[language].search })

const eachOnce = (): void => assert.deepEqual([...network.served].sort(), [...new Set(network.served)].sort())

for (const [part, how, language] of [
  ['src/app.tsx', 'refused', 'zh-CN'],
  ['src/app.tsx', 'half', 'en'],
  ['src/app.tsx', 'gone', 'en'],
  ['../i18n/src/widget/zh-CN.ts', 'half', 'zh-CN'],
  ['../i18n/src/widget/en.ts', 'refused', 'en'],
] as const satisfies [string, Cut, Language][])
  journey(
    `${part} is ${how}: the launcher says so, and opens by itself once the network is back`,
    async (page) => {
      const words = WORDS[language]
      await openWallet(page, part, how)
      await page.clock.runFor(600)
      await page.getByText(words.unreached).waitFor()
      await photo(page, `weak-network-launcher-${language}-${how}`)
      await comesBack(page)
      await page.getByText(words.asks).waitFor()
      assert.equal(await page.locator('.panel').count(), 1)
      assert.equal(await page.getByText(words.unreached).count(), 0)
      await searchBox(page, language).waitFor()
      eachOnce()
    },
    { language, dark: how === 'half' },
  )

for (const [part, how, language] of [
  ['src/later/index.ts', 'half', 'zh-CN'],
  ['src/later/index.ts', 'refused', 'en'],
  ['../i18n/src/widget/later/zh-CN.ts', 'refused', 'zh-CN'],
  ['../i18n/src/widget/later/en.ts', 'half', 'en'],
] as const satisfies [string, Cut, Language][])
  for (const tapped of [false, true])
    journey(
      `${part} is ${how}: said once, and it comes ${tapped ? 'at a tap' : 'by itself'} once the network is back`,
      async (page) => {
        const words = WORDS[language]
        await openWallet(page, part, how)
        await page.getByText(words.asks).waitFor()
        await page.getByText(words.failed).waitFor()
        assert.equal(await searchBox(page, language).count(), 0)
        await photo(page, `weak-network-later-${language}`)
        if (tapped) {
          network.cut = null
          await page.getByText(words.failed).click()
        } else await comesBack(page)
        await searchBox(page, language).waitFor()
        assert.equal(await page.getByText(words.failed).count(), 0)
        eachOnce()
      },
      { language, dark: how === 'half' },
    )

journey('with nothing else to show, that something is missing is said where it is missing', async (page) => {
  await page.route('**/api/**', (route) => route.abort())
  await openWallet(page, 'src/later/index.ts', 'refused')
  const said = page.getByText(WORDS['zh-CN'].failed)
  await said.waitFor()
  const { y = 844 } = (await said.boundingBox()) ?? {}
  assert.ok(y < 100, `at ${y} px`)
  await photo(page, 'weak-network-nothing')
  await comesBack(page)
  await page.getByText('没有连上客服，请检查网络后再试').waitFor()
  assert.equal(await said.count(), 0)
})

for (const { instead, spoken } of [
  { instead: null, spoken: 'en' },
  { instead: 'zh-CN', spoken: 'zh-CN' },
] as const)
  journey(
    instead === null ? 'another language is spoken as soon as its words come' : 'a language that did not come is forgotten once another is wanted',
    async (page) => {
      const late = '../i18n/src/widget/later/en.ts'
      await openWallet(page, late, 'refused')
      await searchBox(page, 'zh-CN').waitFor()
      const failed = page.waitForEvent('requestfailed')
      await page.evaluate(`Yingda.setLanguage('en')`)
      await failed
      if (instead !== null) await page.evaluate(`Yingda.setLanguage('${instead}')`)
      await comesBack(page)
      await searchBox(page, spoken).waitFor()
      assert.equal(network.served.includes(network.fileOf(late)), instead === null)
      eachOnce()
    },
    { language: 'zh-CN' },
  )

journey('opened again, the page asks for nothing but the script', async (page) => {
  await openWallet(page, '', 'refused')
  await searchBox(page, 'zh-CN').waitFor()
  network.served = []
  await page.reload()
  await openPanel(page)
  await searchBox(page, 'zh-CN').waitFor()
  assert.deepEqual(network.served, ['widget.js'])
})

journey('where the script comes from elsewhere than the desk, the page need not allow connections there', async (page) => {
  const desk = await weakNetwork()
  const forbidden: string[] = []
  page.on('console', (line) => line.text().includes('Content Security Policy') && forbidden.push(line.text()))
  network.cut = null
  await page.goto(network.page(desk.url, `data-base="${desk.url}"`))
  await openPanel(page)
  await searchBox(page, 'zh-CN').waitFor()
  assert.deepEqual(forbidden, [])
})
