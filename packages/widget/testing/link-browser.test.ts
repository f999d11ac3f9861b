/** A mail leads to the wallet's page and names the conversation: it opens there, for whose it is. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Page, Request } from 'playwright-core'
import { openWallet } from './browser.ts'
import { aConversation, aHome, aToken, add, said } from './fake-data.ts'
import { fakeDesk } from './fake-desk.ts'
import { eventually, journey } from './journey.ts'

const answered = () => {
  const conversation = aConversation({ state: 'with_agent', agentName: '林晓', unread: 1 })
  add(conversation, said('agent', '钱已经退回', { name: '林晓' }))
  return conversation
}
const isKnown = (page: Page) => page.addInitScript(() => localStorage.setItem('yingda:visitor', 'secret-0'))

journey('the conversation opens by itself, once; one step back is the first screen, the next the page', async (page) => {
  const conversation = answered()
  await fakeDesk(page, { conversations: [aConversation({ title: '另一件' }), conversation] })
  await isKnown(page)
  await openWallet(page, { language: 'zh-CN', yingda: conversation.summary.id })
  await page.locator('.text', { hasText: '钱已经退回' }).waitFor()
  assert.equal(new URL(page.url()).search, '?language=zh-CN')
  // The words are there a moment before the second part of the widget is, which looks after the back button.
  await eventually(() => page.evaluate(() => (history.state as { yingda?: number } | null)?.yingda === 2), 'two steps back')
  await page.goBack()
  await page.locator('.recent').waitFor()
  await page.goBack()
  await page.locator('.panel').waitFor({ state: 'detached' })
  await page.reload()
  await page.locator('.badge').getByText('1').waitFor()
  assert.equal(await page.locator('.panel').count(), 0)
})

journey('on a page that signs in it opens after that; also an old one that the first screen does not list', async (page) => {
  const conversation = answered()
  const desk = await fakeDesk(page, { conversations: [conversation] })
  const headers = { 'access-control-allow-origin': '*' }
  await page.route('**/api/customer/home?*', (route) => route.fulfill({ json: aHome({ signedIn: true }), headers }))
  const isVisitors = (request: Request) => request.headers()['authorization']?.includes('visitor.') === true
  await page.route(`**/api/customer/conversations/${conversation.summary.id}`, (route) =>
    isVisitors(route.request()) ? route.fulfill({ status: 404, json: { code: 'conversation.not_found', message: '', data: {} }, headers }) : route.fallback(),
  )
  const refused = page.waitForResponse((response) => response.status() === 404 && response.url().endsWith(conversation.summary.id))
  await openWallet(page, { mode: 'page', yingda: conversation.summary.id })
  await page.locator('.kinds').waitFor()
  await refused
  await page.evaluate((token) => window.Yingda?.identify(() => token), aToken())
  await page.locator('.text', { hasText: '钱已经退回' }).waitFor()
  assert.ok(desk.asked.some(({ path, token }) => path === `/conversations/${conversation.summary.id}` && token !== 'Bearer visitor.secret-1'))
})

journey('somebody else’s opens nothing and says nothing', async (page) => {
  const desk = await fakeDesk(page, { conversations: [aConversation({ title: '我的' })] })
  await isKnown(page)
  const strange = randomUUID()
  await openWallet(page, { yingda: strange })
  await eventually(() => desk.asked.some(({ path }) => path === `/conversations/${strange}`), 'looked for')
  await page.waitForTimeout(300)
  assert.equal(await page.locator('.panel').count(), 0)
  assert.equal(desk.asked.filter(({ path }) => path === `/conversations/${strange}`).length, 1)
})
