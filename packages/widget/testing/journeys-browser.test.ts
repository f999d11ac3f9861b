import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { launch, newPage, openWallet, type Look } from './browser.ts'
import { add, aConversation, anArticle, aToken, aTransaction, said } from './fake-data.ts'
import { fakeDesk, type FakeDesk } from './fake-desk.ts'

let browser: Browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

const journey = (name: string, go: (page: Page) => Promise<void>, look: Look = {}) =>
  test(name, async () => {
    const page = await newPage(browser, look)
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(error.message))
    await go(page)
    assert.deepEqual(errors, [])
    await page.context().close()
  })

const openPanel = (page: Page) => page.locator('.launcher').click()
async function write(page: Page, text: string): Promise<void> {
  await page.locator('textarea').fill(text)
  await page.locator('.go').click()
}
const sent = (desk: FakeDesk) =>
  desk.conversations.flatMap(({ entries }) => entries.flatMap(({ view }) => (view.kind === 'message' && view.from === 'customer' ? [view.content.text] : [])))
const textOf = (page: Page, selector: string) => page.locator(selector).allTextContents()
/** Waits until it is so; what is not so after five seconds has failed. */
async function eventually(check: () => unknown, what: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (await check()) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.fail(`not so: ${what}`)
}

journey('a stranger asks and is answered; the page’s policy is strict and nothing comes from any other host', async (page) => {
  const desk = await fakeDesk(page)
  desk.onMessage = (conversation) => void desk.post(conversation, said('bot', '我来查一下。'))
  await openWallet(page, { 'app-version': '8.2.0', device: 'Pixel 9' })
  await openPanel(page)
  await page.getByText('付款失败、被多扣').click()
  await write(page, '付款失败了')
  await page.getByText('我来查一下。').first().waitFor()
  assert.deepEqual(sent(desk), ['付款失败了'])
  const start = desk.asked.find(({ method, path }) => method === 'POST' && path === '/conversations')
  const { context } = start?.body as { context: Record<string, string> }
  assert.equal(context['device'], 'Pixel 9')
  assert.equal(context['appVersion'], '8.2.0')
  assert.equal(context['page'], 'https://wallet.test/')
  assert.equal(desk.asked.filter(({ path }) => path === '/visitors').length, 1)
  assert.deepEqual(desk.foreign, [])
})

journey('what was written without a network survives a reload and is sent on return: in order, once', async (page) => {
  const conversation = aConversation({ state: 'with_agent', agentName: '林晓' })
  add(conversation, { kind: 'joined_by', name: '林晓' })
  const desk = await fakeDesk(page, { conversations: [conversation] })
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  await page.locator('.ev').first().waitFor()
  await page.context().setOffline(true)
  for (const text of ['一', '二', '三']) await write(page, text)
  await page.getByText('3 条等待发送').waitFor()
  assert.deepEqual(sent(desk), [])
  await page.context().setOffline(false)
  await eventually(() => sent(desk).length === 3, 'sent on return')
  desk.http = 'busy'
  await write(page, '四')
  await write(page, '五')
  await page.reload()
  desk.http = 'open'
  await openPanel(page)
  await eventually(() => sent(desk).length === 5, 'sent after the reload')
  await new Promise((resolve) => setTimeout(resolve, 300))
  assert.deepEqual(sent(desk), ['一', '二', '三', '四', '五'])
})

journey('a message whose answer was lost is sent again under the same id, and stands once', async (page) => {
  const desk = await fakeDesk(page)
  await openWallet(page)
  await openPanel(page)
  await page.getByText('其他问题').click()
  await write(page, '第一句')
  await page.locator('.mark').getByText('已送达').waitFor()
  desk.http = 'lost'
  await write(page, '第二句')
  await eventually(() => sent(desk).length === 2, 'the desk has it')
  desk.http = 'open'
  await eventually(async () => (await textOf(page, '.b.queued')).length === 0, 'nothing waits')
  assert.deepEqual(await textOf(page, '.me .b'), ['第一句', '第二句'])
  assert.deepEqual(sent(desk), ['第一句', '第二句'])
})

journey('nothing is shown as sent before the server has accepted it; a refused message says so and can be sent again', async (page) => {
  const conversation = aConversation()
  add(conversation, said('bot', '您好'))
  const desk = await fakeDesk(page, { conversations: [conversation] })
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  await page.getByText('您好').waitFor()
  desk.delayMs = 600
  desk.conversations.length = 0
  await write(page, '在吗')
  assert.deepEqual(await textOf(page, '.me .mark'), ['正在发送'])
  await page.getByRole('button', { name: '没有发出，点按重发' }).waitFor()
  desk.delayMs = 0
  desk.conversations.push(conversation)
  await page.getByRole('button', { name: '没有发出，点按重发' }).click()
  await page.locator('.mark').getByText('已送达').waitFor()
  assert.deepEqual(sent(desk), ['在吗'])
})

journey('a person is one tap away: place in line, the agent’s name, typing, read marks', async (page) => {
  const desk = await fakeDesk(page)
  await openWallet(page)
  await openPanel(page)
  await page.getByRole('button', { name: '或直接找同事' }).click()
  await page.getByText('已为您排队').waitFor()
  const conversation = desk.conversations[0] ?? assert.fail('no conversation')
  desk.tell(conversation, { ahead: 2 })
  await page.getByText('2 位').waitFor()
  desk.post(conversation, { kind: 'joined_by', name: '林晓' }, { state: 'with_agent', agentName: '林晓' })
  await page.locator('.head').getByText('林晓').waitFor()
  await write(page, '您好')
  await page.locator('.mark').getByText('已发送').waitFor()
  const seq = conversation.entries.length
  desk.tell(conversation, { agents: { delivered: seq, read: 0, typing: true, online: true } })
  await page.locator('.mark').getByText('已送达').waitFor()
  await page.locator('.typing').waitFor()
  desk.tell(conversation, { agents: { delivered: seq, read: seq, typing: false, online: true } })
  await page.locator('.mark').getByText('已读').waitFor()
  await page.locator('textarea').fill('还有')
  await eventually(() => desk.frames.some((frame) => frame.t === 'typing' && frame.on), 'typing is told')
  await eventually(() => desk.frames.some((frame) => frame.t === 'marks' && frame.read === seq), 'read is told')
})

journey('not looking, the count stands on the launcher and is told to the page; looking ends it', async (page) => {
  const conversation = aConversation({ state: 'with_agent', agentName: '林晓' })
  add(conversation, { kind: 'joined_by', name: '林晓' })
  const desk = await fakeDesk(page, { conversations: [conversation] })
  await page.addInitScript(() => {
    localStorage.setItem('yingda:visitor', 'secret-0')
    addEventListener('yingda:unread', (event) => Object.assign(window, { told: (event as CustomEvent<{ count: number }>).detail.count }))
  })
  await openWallet(page)
  await eventually(() => desk.frames.some(({ t }) => t === 'subscribe'), 'it follows')
  desk.post(conversation, said('agent', '您好', { name: '林晓' }), { unread: 1 })
  await page.locator('.badge').getByText('1').waitFor()
  assert.equal(await page.evaluate(() => window.Yingda?.unread()), 1)
  assert.equal(await page.evaluate(() => 'told' in window && window.told), 1)
  await openPanel(page)
  await page.locator('.recent button').click()
  await eventually(() => page.evaluate(() => window.Yingda?.unread() === 0), 'looked at')
})

journey('scrolled up the place is kept, and a pill leads to what is new', async (page) => {
  const conversation = aConversation({ state: 'with_agent', agentName: '林晓' })
  for (let line = 0; line < 30; line++) add(conversation, said('agent', `第 ${line} 行`, { name: '林晓' }))
  const desk = await fakeDesk(page, { conversations: [conversation] })
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  await page.getByText('第 29 行').waitFor()
  await eventually(() => desk.frames.some((frame) => frame.t === 'subscribe' && frame.stream !== 'mine'), 'followed')
  await page.locator('.stream').evaluate((stream) => stream.scrollTo(0, 50))
  await page.waitForTimeout(100)
  desk.post(conversation, said('agent', '新的一行', { name: '林晓' }))
  await page.locator('.pill').getByText('林晓发来 1 条新消息').waitFor()
  assert.ok((await page.locator('.stream').evaluate(({ scrollTop }) => scrollTop)) < 100)
  await page.locator('.pill').click()
  await eventually(() => page.locator('.stream').evaluate((s) => s.scrollHeight - s.scrollTop - s.clientHeight < 4), 'at the end')
})

journey('where sockets are blocked the same stream is long-polled', async (page) => {
  const conversation = aConversation()
  add(conversation, said('bot', '您好'))
  const desk = await fakeDesk(page, { conversations: [conversation] })
  desk.socket = 'blocked'
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  await eventually(() => desk.asked.some(({ path }) => path.includes('waitMs=25000')), 'it polls')
  desk.post(conversation, said('bot', '查到了'))
  await page.getByText('查到了').first().waitFor()
  assert.equal(await page.locator('.strip').count(), 0, 'the slower road is nobody’s concern')
})

journey('after a gap and after a reset the stream is whole again', async (page) => {
  const conversation = aConversation()
  add(conversation, said('bot', '一'))
  const desk = await fakeDesk(page, { conversations: [conversation] })
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  await eventually(() => desk.frames.some((frame) => frame.t === 'subscribe' && frame.stream.endsWith(conversation.summary.id)), 'followed')
  add(conversation, said('bot', '二'))
  desk.post(conversation, said('bot', '三'))
  await page.getByText('二', { exact: true }).first().waitFor()
  assert.deepEqual(await textOf(page, '.b'), ['一', '二', '三'])
  desk.push({ t: 'reset', stream: `conversation:${conversation.summary.id}` })
  await eventually(() => desk.asked.filter(({ path }) => path.includes('after=0')).length >= 2, 'read afresh')
  await eventually(async () => (await textOf(page, '.b')).join('') === '一二三', 'whole again')
})

journey('signing in hands over what the visitor said, once, and a picked transaction goes into the conversation', async (page) => {
  const desk = await fakeDesk(page)
  desk.transactions = [aTransaction()]
  await openWallet(page)
  await openPanel(page)
  await page.getByText('付款失败、被多扣').click()
  await write(page, '付款失败了')
  await page.locator('.mark').getByText('已送达').waitFor()
  desk.home = { signedIn: true, name: '陈女士' }
  const token = aToken('W-1')
  await page.evaluate((jwt) => window.Yingda?.identify(() => jwt), token)
  await eventually(() => desk.asked.some(({ path }) => path === '/join'), 'joined')
  await eventually(() => desk.asked.some(({ path, token: bearer }) => path.startsWith('/home') && bearer === `Bearer ${token}`), 'asked as the customer')
  assert.equal(await page.evaluate(() => localStorage.getItem('yingda:visitor')), null)
  assert.deepEqual(await textOf(page, '.me .b'), ['付款失败了'])
  await page.getByRole('button', { name: '添加附件' }).click()
  await page.getByRole('menuitem', { name: '选一笔交易' }).click()
  await page.locator('.picks button').click()
  await page.getByRole('article', { name: '交易' }).getByText('¥128.00').waitFor()
  assert.equal(desk.asked.filter(({ path }) => path === '/join').length, 1)
  desk.home = {}
  await page.evaluate(() => window.Yingda?.signOut())
  await page.locator('.kinds').waitFor()
  assert.equal(await page.getByText('陈女士').count(), 0)
})

journey('opened for a transaction, it goes with the first message', async (page) => {
  const desk = await fakeDesk(page, { home: { signedIn: true } })
  desk.transactions = [aTransaction()]
  await openWallet(page)
  await page.evaluate(() => window.Yingda?.open({ questionType: 'refund', transactionId: 'T-1' }))
  await page.getByText('您选的这笔交易会一起带上').waitFor()
  await write(page, '这笔怎么了')
  await page.getByRole('article', { name: '交易' }).waitFor()
  const { body } = desk.asked.find(({ method, path }) => method === 'POST' && path === '/conversations') ?? assert.fail('not started')
  assert.equal((body as { transactionId: string }).transactionId, 'T-1')
  assert.equal((body as { questionType: string }).questionType, 'refund')
})

journey('an answer’s source opens inside the widget, and nothing hostile in an article comes to life', async (page) => {
  const conversation = aConversation()
  const article = anArticle()
  add(
    conversation,
    said('bot', '10 分钟内会有结果。', {
      source: { articleSlug: article.slug, title: article.title, updatedOn: article.updatedOn },
      quickReplies: ['helped', 'not_helped'],
    }),
  )
  const desk = await fakeDesk(page, { conversations: [conversation] })
  desk.articles = [article]
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  await page.getByRole('button', { name: /付款显示“处理中”怎么办/ }).click()
  await page.locator('.prose ol li').first().waitFor()
  assert.equal(await page.locator('.prose script, .prose img').count(), 0)
  assert.equal(await page.evaluate(() => 'hurt' in window), false)
  assert.deepEqual(desk.foreign, [])
  await page.getByRole('button', { name: '返回' }).click()
  await page.getByRole('button', { name: '解决了', exact: true }).click()
  await eventually(() => desk.asked.some(({ path, body }) => path.endsWith('/answer-rating') && (body as { helped: boolean }).helped), 'rated')
})

journey('words of others are set as text', async (page) => {
  const conversation = aConversation({ state: 'with_agent', agentName: '林晓' })
  add(conversation, said('agent', '<img src=x onerror="window.hurt = true"><b>粗</b>', { name: '<i>林晓</i>' }))
  await fakeDesk(page, { conversations: [conversation] })
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  await page.locator('.b').first().waitFor()
  assert.equal(await page.locator('.stream img, .stream b, .stream i').count(), 0)
  assert.equal(await page.evaluate(() => 'hurt' in window), false)
})

journey('ended: rated with words, changed, recorded, and asked on', async (page) => {
  const conversation = aConversation({ state: 'with_agent', agentName: '林晓' })
  add(conversation, { kind: 'joined_by', name: '林晓' })
  const desk = await fakeDesk(page, { conversations: [conversation] })
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('menuitem', { name: '结束对话' }).click()
  await page.getByRole('button', { name: '结束', exact: true }).click()
  await page.getByRole('radio').nth(3).click()
  await page.locator('.rate textarea').fill('清楚')
  await page.getByRole('button', { name: '提交评价' }).click()
  await page.getByText('谢谢您的评价').waitFor()
  await page.getByRole('button', { name: '修改评价' }).click()
  await page.getByRole('radio').nth(4).click()
  await page.getByRole('button', { name: '提交评价' }).click()
  await eventually(() => desk.asked.filter(({ method, path }) => method === 'PUT' && path.endsWith('/rating')).length === 2, 'rated twice')
  await page.getByRole('button', { name: /接着问/ }).click()
  await page.locator('textarea').waitFor()
})

journey('files: wrong ones are turned away with a word, right ones go with the message', async (page) => {
  const desk = await fakeDesk(page)
  await openWallet(page)
  await openPanel(page)
  await page.getByText('其他问题').click()
  const input = page.locator('input[type=file]')
  await input.setInputFiles({ name: 'run.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('x') })
  await page.getByText('只能添加 PNG、JPEG、HEIC 图片和 PDF').waitFor()
  await input.setInputFiles({ name: 'big.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(10 * 1024 * 1024 + 1) })
  await page.getByText('文件超过 10 MB，没有添加').waitFor()
  await input.setInputFiles({ name: 'IMG_1.HEIC', mimeType: '', buffer: Buffer.from('x') })
  await page.locator('.upl').waitFor()
  await eventually(() => page.locator('.go').isEnabled(), 'uploaded')
  await page.locator('.go').click()
  await eventually(() => desk.asked.some(({ method, path }) => method === 'POST' && path === '/conversations'), 'sent')
  const { body } = desk.asked.find(({ method, path }) => method === 'POST' && path === '/conversations') ?? assert.fail('not started')
  assert.equal((body as { message: { attachmentIds: string[] } }).message.attachmentIds.length, 1)
})

journey('the phone’s back button goes back in the widget, then closes it, and the page stays', async (page) => {
  await fakeDesk(page)
  await openWallet(page)
  await openPanel(page)
  await page.getByText('其他问题').click()
  await page.locator('textarea').waitFor()
  await eventually(() => page.evaluate(() => (history.state as { yingda?: number } | null)?.yingda === 2), 'two steps')
  await page.goBack()
  await page.locator('.kinds').waitFor()
  await page.goBack()
  await page.locator('.panel').waitFor({ state: 'detached' })
  assert.equal(new URL(page.url()).host, 'wallet.test')
  assert.equal(await page.locator('#host-button').isVisible(), true)
})

journey('closed by its button, the widget takes its steps out of the page’s history', async (page) => {
  await fakeDesk(page)
  await openWallet(page)
  await openPanel(page)
  await eventually(() => page.evaluate(() => (history.state as { yingda?: number } | null)?.yingda === 1), 'one step')
  await page.getByRole('button', { name: '关闭' }).click()
  await eventually(() => page.evaluate(() => history.state === null), 'none')
})

journey('an ongoing conversation keeps what is being typed when it gets its number', async (page) => {
  const desk = await fakeDesk(page)
  await openWallet(page)
  await openPanel(page)
  await page.getByText('其他问题').click()
  desk.delayMs = 400
  await write(page, '第一句')
  await page.locator('textarea').fill('正在写')
  await eventually(() => sent(desk).length === 1, 'started')
  await page.locator('.mark').getByText('已送达').waitFor()
  assert.equal(await page.locator('textarea').inputValue(), '正在写')
})
