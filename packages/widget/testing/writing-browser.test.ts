/** What is half written is nobody's to lose: whatever becomes of the conversation meanwhile, the words and the files stay. */
import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'
import { openWallet } from './browser.ts'
import { aConversation, aToken, add, said } from './fake-data.ts'
import { fakeDesk } from './fake-desk.ts'
import { eventually, journey, openPanel, sent, textOf } from './journey.ts'

const HALF = '订单 2026 1123 的钱'
const choose = (page: Page, name = 'slip.png') =>
  page.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/png', buffer: Buffer.from([0x89, 0x50]) })

journey('merged into another while the customer writes: the words and the chosen file come along, and go there', async (page) => {
  const [from, to] = [aConversation({ title: '第一件' }), aConversation({ title: '第二件', state: 'with_agent', agentName: '林晓' })]
  add(from, said('customer', '付款没到账'))
  add(to, { kind: 'joined_by', name: '林晓' })
  const desk = await fakeDesk(page, { conversations: [from, to] })
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button', { hasText: '第一件' }).click()
  await page.getByText('付款没到账').first().waitFor()
  await eventually(() => desk.frames.some((frame) => frame.t === 'subscribe' && frame.stream.endsWith(from.summary.id)), 'followed')
  await choose(page)
  await page.locator('.upl').getByText('已就绪').waitFor({ state: 'attached' })
  await page.locator('textarea').fill(HALF)
  desk.post(from, { kind: 'continued', nextConversationId: to.summary.id }, { state: 'closed' })
  await page.locator('.head').getByText('林晓').waitFor()
  assert.equal(await page.locator('textarea').inputValue(), HALF)
  assert.equal(await page.locator('.upl').count(), 1)
  await page.locator('.go').click()
  await eventually(() => to.entries.length === 2, 'it went to where the conversation goes on')
  assert.deepEqual(
    desk.asked.filter(({ path }) => path.endsWith('/messages')).map(({ path }) => path.split('/')[2]),
    [to.summary.id],
  )
  assert.equal(await page.locator('.upl').count(), 0)
})

journey('ended by the other side while the customer writes: the words stay in sight, and can be sent', async (page) => {
  const conversation = aConversation({ state: 'with_agent', agentName: '林晓' })
  add(conversation, { kind: 'joined_by', name: '林晓' })
  const desk = await fakeDesk(page, { conversations: [conversation] })
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  await eventually(() => desk.frames.some((frame) => frame.t === 'subscribe' && frame.stream.endsWith(conversation.summary.id)), 'followed')
  await page.locator('textarea').fill(HALF)
  desk.post(conversation, { kind: 'resolved', by: 'agent', name: '林晓' }, { state: 'ended', reopenableUntil: new Date(Date.now() + 86_400_000).toISOString() })
  await page.getByText('林晓结束了这次对话').waitFor()
  assert.equal(await page.locator('.comp textarea').inputValue(), HALF)
  await page.locator('.comp textarea').fill('')
  await page.locator('.comp textarea').pressSequentially('换个说法')
  await page.locator('.go').click()
  await eventually(() => sent(desk).includes('换个说法'), 'sent')
  desk.post(conversation, { kind: 'reopened' }, { state: 'with_agent' })
  await page.getByText('对话重新打开了').waitFor()
  desk.post(conversation, { kind: 'resolved', by: 'agent', name: '林晓' }, { state: 'ended' })
  await page.getByRole('button', { name: '下载对话记录' }).waitFor()
})

journey('back on the first screen before anything was sent: the same question brings back the words, the file and the transaction', async (page) => {
  const desk = await fakeDesk(page, { home: { signedIn: true } })
  await openWallet(page)
  await openPanel(page)
  await page.getByText('付款失败、被多扣').click()
  await page.locator('textarea').fill(HALF)
  await choose(page)
  await page.locator('.upl').getByText('已就绪').waitFor({ state: 'attached' })
  await page.getByRole('button', { name: '返回' }).click()
  await page.getByText('其他问题').click()
  assert.equal(await page.locator('textarea').inputValue(), '', 'another question begins empty')
  await page.getByRole('button', { name: '返回' }).click()
  await page.getByText('付款失败、被多扣').click()
  assert.equal(await page.locator('textarea').inputValue(), HALF)
  assert.equal(await page.locator('.upl').count(), 1)
  await page.locator('.go').click()
  await eventually(() => sent(desk).length === 1, 'sent')
  assert.deepEqual(sent(desk), [HALF])
  await page.getByRole('button', { name: '返回' }).click()
  await page.locator('.recent button').first().waitFor()
  assert.deepEqual(await textOf(page, '.upl'), [])
})

journey('asked without a network, and back to the first screen: the same question leads to what waits to be sent, and not to an empty page', async (page) => {
  const desk = await fakeDesk(page)
  await openWallet(page)
  await openPanel(page)
  await page.getByText('付款失败、被多扣').waitFor()
  desk.http = 'down'
  await page.getByText('付款失败、被多扣').click()
  await page.locator('textarea').fill(HALF)
  await page.locator('.go').click()
  await page.locator('.b.queued').waitFor()
  await page.getByRole('button', { name: '返回' }).click()
  await page.getByText('付款失败、被多扣').click()
  assert.deepEqual(await textOf(page, '.me .b'), [HALF])
  await page.locator('textarea').fill('还有一件')
  await page.locator('.go').click()
  desk.http = 'open'
  await eventually(() => sent(desk).length === 2, 'sent', 15_000)
  assert.equal(desk.conversations.length, 1)
})

journey('a chip that is pressed says its own words and leaves alone what is being written', async (page) => {
  const conversation = aConversation()
  add(conversation, said('bot', '银行还没有给出结果。', { quickReplies: ['keep_waiting', 'talk_to_person'] }))
  const desk = await fakeDesk(page, { conversations: [conversation] })
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  await page.locator('textarea').fill(HALF)
  await page.getByRole('button', { name: '好，等结果' }).click()
  await eventually(() => sent(desk).length === 1, 'sent')
  assert.deepEqual(sent(desk), ['好，等结果'])
  assert.equal(await page.locator('textarea').inputValue(), HALF)
})

journey('half-written words outlive a reload, in a conversation and before one has begun, until they are sent; nobody else finds them', async (page) => {
  const conversation = aConversation({ title: '第一件', state: 'with_agent', agentName: '林晓' })
  add(conversation, { kind: 'joined_by', name: '林晓' })
  const desk = await fakeDesk(page, { home: { signedIn: true }, conversations: [conversation] })
  const kept = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('draft')).length)
  const openAs = async (person: string, where: Locator) => {
    await openWallet(page)
    await page.evaluate((jwt) => window.Yingda?.identify(() => jwt), aToken(person))
    await openPanel(page)
    await where.click()
    await page.locator('.comp .tap').waitFor()
  }
  const [theOne, aNew] = [page.locator('.recent button').first(), page.getByText('登录、密码与实名')]
  const written = () => page.locator('textarea').inputValue()
  await openAs('W-1', theOne)
  await page.locator('textarea').fill(HALF)
  await page.getByRole('button', { name: '返回' }).click()
  await aNew.click()
  await page.locator('textarea').fill('登录不上')
  await openAs('W-2', theOne)
  assert.equal(await written(), '')
  await openAs('W-1', aNew)
  await eventually(async () => (await written()) === '登录不上', 'before it has begun')
  await openAs('W-1', theOne)
  await eventually(async () => (await written()) === HALF, 'in a conversation')
  await page.locator('.go').click()
  await eventually(() => sent(desk).includes(HALF), 'sent')
  assert.equal(await kept(), 1)
  await openAs('W-1', theOne)
  await page.locator('.me .b').waitFor()
  assert.equal(await written(), '')
  await page.getByRole('button', { name: '返回' }).click()
  await aNew.click()
  await eventually(async () => (await written()) === '登录不上', 'still')
  await page.evaluate(() => window.Yingda?.signOut())
  await eventually(async () => (await kept()) === 0, 'signed out, nothing stays behind')
})
