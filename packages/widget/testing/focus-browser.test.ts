/** Where the focus is after a press takes away what was pressed. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { openWallet } from './browser.ts'
import { aConversation, add, said } from './fake-data.ts'
import { fakeDesk } from './fake-desk.ts'
import { eventually, journey, openPanel } from './journey.ts'

/** The focused thing lies within the panel. */
const isInside = (page: Page): Promise<boolean> => page.locator('.panel').evaluate((panel) => panel.contains((panel.getRootNode() as ShadowRoot).activeElement))

const press = async (page: Page, name: string | RegExp): Promise<void> => {
  await page.getByRole('button', { name, exact: true }).focus()
  await page.keyboard.press('Enter')
}

for (const { what, width } of [
  { what: 'a window in the corner', width: 1000 },
  { what: 'a sheet that covers the page', width: 390 },
])
  journey(
    `by keys alone the focus stays within ${what}, whatever a press takes away`,
    async (page) => {
      const conversation = aConversation({ state: 'bot' })
      add(conversation, said('bot', '解决了吗？', { quickReplies: ['helped', 'not_helped'] }))
      const desk = await fakeDesk(page, { conversations: [conversation] })
      desk.callBackTimes = { slots: [], best: [], mail: null }
      await openWallet(page)
      await openPanel(page)
      await page.locator('.recent button').click()
      await press(page, '没有解决')
      await page.getByRole('button', { name: '没有解决', exact: true }).waitFor({ state: 'detached' })
      await eventually(() => isInside(page), 'after a quick reply')
      await press(page, '转人工')
      await page.getByText('已为您排队').waitFor()
      await eventually(() => isInside(page), 'after asking for a person')
      await page.getByRole('button', { name: /约个时间回复我/ }).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('radio', { name: '在这里回复' }).check()
      await press(page, '约好')
      await page.getByText(/同事会在轮到您时在这里回复您/).waitFor()
      await eventually(() => isInside(page), 'after arranging a call-back')
      await press(page, '取消预约')
      await page.getByRole('button', { name: /约个时间回复我/ }).waitFor()
      await eventually(() => isInside(page), 'after calling it off')
      await press(page, '不等了，回到机器人')
      await eventually(() => isInside(page), 'when asked once more')
      await press(page, '退出排队')
      await page.getByText('已退出排队').first().waitFor()
      await eventually(() => isInside(page), 'after leaving the line')
    },
    { width, touch: width < 500 },
  )

journey(
  'who has turned to the wallet’s page is not called back when something in the panel goes',
  async (page) => {
    const conversation = aConversation({ state: 'bot' })
    add(conversation, said('bot', '解决了吗？', { quickReplies: ['helped'] }))
    const desk = await fakeDesk(page, { conversations: [conversation] })
    await openWallet(page)
    await openPanel(page)
    await page.locator('.recent button').click()
    await page.getByRole('button', { name: '解决了', exact: true }).focus()
    await page.getByText('钱包的页面').click()
    assert.equal(await isInside(page), false)
    await page.waitForTimeout(50)
    desk.post(conversation, { kind: 'queued' }, { state: 'waiting' })
    await page.getByText('已为您排队').waitFor()
    assert.equal(await isInside(page), false)
  },
  { width: 1000 },
)
