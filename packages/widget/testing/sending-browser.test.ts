import assert from 'node:assert/strict'
import { openWallet } from './browser.ts'
import { aConversation, add, said } from './fake-data.ts'
import { fakeDesk } from './fake-desk.ts'
import { eventually, journey, openPanel, sent, textOf, write } from './journey.ts'

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
  const { context } = (start ?? assert.fail('not started')).body as { context: Record<string, string> }
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
