/** Who has made the letters larger on the phone reads as much as everybody else. */
import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { openWallet } from './browser.ts'
import { aConversation, aTransaction, add, said } from './fake-data.ts'
import { fakeDesk } from './fake-desk.ts'
import { eventually, journey, openPanel, photo } from './journey.ts'

const ORDER = '4200002983202611231234567890'

/** A phone's own page: only there the letters can be made larger. */
async function onPhone(page: Page, width: number, go: (phone: Page) => Promise<void>): Promise<void> {
  const context = await page
    .context()
    .browser()
    ?.newContext({ viewport: { width, height: 780 }, isMobile: true, hasTouch: true, reducedMotion: 'reduce' })
  if (context === undefined) assert.fail('no browser')
  await go(await context.newPage())
  await context.close()
}
/** Nothing of it is cut off, and it stands within. */
async function isWhole(what: Locator, within: Locator): Promise<void> {
  const [inner, outer] = [await what.boundingBox(), await within.boundingBox()]
  assert.ok(inner !== null && outer !== null && inner.y >= outer.y && inner.y + inner.height <= outer.y + outer.height, 'it stands within')
  assert.ok(await what.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth), 'all of it is to be read')
}

for (const language of ['zh-CN', 'en'] as const)
  journey(`with letters of twice the size the head grows: who answers and the place in line are read whole (${language})`, (page) =>
    onPhone(page, 390, async (phone) => {
      const conversation = aConversation({ state: 'waiting', title: '提现没有到账' })
      add(conversation, { kind: 'queued' })
      conversation.state = { ...conversation.state, ahead: 3, wait: { fromSeconds: 240, toSeconds: 480 } }
      await fakeDesk(phone, { conversations: [conversation] })
      await openWallet(phone, { language })
      await phone.evaluate(() => document.querySelector<HTMLElement>('[data-mode]')?.style.setProperty('-webkit-text-size-adjust', '200%'))
      await openPanel(phone)
      const head = phone.locator('.head')
      await isWhole(head.locator('h2'), head)
      await phone.locator('.recent button').click()
      const place = head.getByText(language === 'en' ? '3 ahead of you, about 4–8 min' : '前面 3 位，约 4–8 分钟')
      await place.waitFor()
      await isWhole(place, head)
      await photo(phone, `large-text-${language}`)
    }),
  )

journey('an order number is read whole on the smallest phone', (page) =>
  onPhone(page, 320, async (phone) => {
    const conversation = aConversation({ title: '付款' })
    add(conversation, said('bot', '查到了这一笔。'))
    add(conversation, { kind: 'transaction', transaction: { ...aTransaction(), orderNo: ORDER } })
    await fakeDesk(phone, { conversations: [conversation] })
    await openWallet(phone)
    await openPanel(phone)
    await phone.locator('.recent button').click()
    const number = phone.getByText(ORDER)
    await number.waitFor()
    await isWhole(number, phone.locator('.card').last())
  }),
)

journey(
  'on a phone laid on its side the panel fills the window, and leaves a line to write in beside a keyboard',
  async (page) => {
    const conversation = aConversation({ state: 'with_agent', agentName: '林晓' })
    add(conversation, { kind: 'joined_by', name: '林晓' })
    for (let line = 0; line < 9; line++) add(conversation, said('agent', `第 ${line} 行`, { name: '林晓' }))
    await fakeDesk(page, { conversations: [conversation] })
    await openWallet(page)
    await openPanel(page)
    await page.locator('.recent button').click()
    await page.locator('.text', { hasText: '第 8 行' }).waitFor()
    assert.deepEqual(await page.locator('.panel').boundingBox(), { x: 0, y: 0, width: 844, height: 390 })
    assert.equal(await page.locator('.launcher').isVisible(), false)
    await photo(page, 'landscape')
    await page.setViewportSize({ width: 844, height: 200 })
    await eventually(async () => {
      const field = await page.locator('textarea').boundingBox()
      return field !== null && field.y > 0 && field.y + field.height <= 200
    }, 'what is written is in sight')
    await page.goBack()
    await page.locator('.kinds').waitFor()
    await page.goBack()
    await page.locator('.panel').waitFor({ state: 'detached' })
  },
  { width: 844, height: 390, touch: true },
)
