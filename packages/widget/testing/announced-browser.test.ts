/** What a screen reader is told, and what it is spared. */
import assert from 'node:assert/strict'
import { openWallet } from './browser.ts'
import { aConversation, add, said } from './fake-data.ts'
import { fakeDesk } from './fake-desk.ts'
import { eventually, journey } from './journey.ts'

journey('a long conversation that comes in pieces, or is read anew, is not read out as news; the first answer to a new question is', async (page) => {
  const long = aConversation({ state: 'with_agent', agentName: '林晓', title: '长的' })
  for (let line = 1; line <= 250; line++) add(long, said('agent', `第 ${line} 行`, { name: '林晓' }))
  const desk = await fakeDesk(page, { conversations: [long] })
  // As the desk does: 200 at a time.
  await page.route('**/entries?after=*', async (route) => {
    const after = Number(new URL(route.request().url()).searchParams.get('after'))
    const headers = { 'access-control-allow-origin': '*' }
    await new Promise((resolve) => setTimeout(resolve, after === 0 ? 0 : 300))
    await route.fulfill({ json: { entries: long.entries.filter(({ seq }) => seq > after).slice(0, 200), lastSeq: long.entries.length }, headers })
  })
  await openWallet(page)
  await page.locator('.launcher').click()
  await page.locator('.recent button').click()
  const live = page.locator('.rel > [aria-live=polite]')
  await page.locator('.text', { hasText: '第 250 行' }).waitFor()
  assert.equal(await live.textContent(), '')
  await eventually(() => desk.frames.some((frame) => frame.t === 'subscribe' && frame.stream !== 'mine'), 'followed')
  desk.push({ t: 'reset', stream: `conversation:${long.summary.id}` })
  await page.waitForTimeout(800)
  await page.locator('.text', { hasText: '第 250 行' }).waitFor()
  assert.equal(await live.textContent(), '')
  await page.unroute('**/entries?after=*')
  await page.locator('.head button').first().click()
  desk.onMessage = (conversation) => void desk.post(conversation, said('bot', '我来查一下。'))
  await page.locator('.kinds button').nth(2).click()
  await page.locator('textarea').fill('退款呢')
  await page.locator('.go').click()
  await live.getByText('小禾: 我来查一下。').waitFor({ state: 'attached' })
})
