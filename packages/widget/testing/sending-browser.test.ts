import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { builtWidget } from './built.ts'
import { openWallet } from './browser.ts'
import { aConversation, add, aToken, said } from './fake-data.ts'
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

journey('without the parts that come later one still asks; that they are missing is said once, and they come as soon as they can', async (page) => {
  const desk = await fakeDesk(page)
  const manifest = JSON.parse(readFileSync(join(await builtWidget(), 'manifest.json'), 'utf8')) as Record<string, { file: string }>
  desk.withoutFile = manifest['src/later/index.ts']?.file ?? assert.fail('nothing comes later')
  await openWallet(page)
  await openPanel(page)
  await page.getByText('其他问题').click()
  await page.getByText('有些内容没有载入，点按再试').waitFor()
  assert.equal(await page.getByText('有些内容没有载入，点按再试').count(), 1)
  await write(page, '在吗')
  await eventually(() => sent(desk).length === 1, 'sent all the same')
  desk.withoutFile = null
  await page.getByText('有些内容没有载入，点按再试').click()
  await page.getByRole('button', { name: '添加附件' }).waitFor()
  assert.equal(await page.getByText('有些内容没有载入，点按再试').count(), 0)
})

type Kept = { id: string; upload: { attachment: object | null } }
const kept = (page: Page): Promise<Kept[]> =>
  page.evaluate(
    () =>
      new Promise<Kept[]>((resolve, reject) => {
        const opening = indexedDB.open('yingda', 1)
        opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('files', { keyPath: 'id' }))
        opening.addEventListener('error', () => reject(opening.error ?? new Error('storage')))
        opening.addEventListener('success', () => {
          const read = opening.result.transaction('files').objectStore('files').getAll()
          read.onsuccess = () => {
            resolve(read.result)
            opening.result.close()
          }
        })
      }),
  )
const keptFiles = async (page: Page): Promise<number> => (await kept(page)).length
/** That a file has arrived is written to the device a moment after it is shown. */
const isKeptAsUploaded = async (page: Page): Promise<boolean> => (await kept(page)).every(({ upload }) => upload.attachment !== null)

journey('a file that could not be sent yet outlives a reload, goes by itself once the desk answers, and leaves the device with its message', async (page) => {
  const conversation = aConversation({ state: 'with_agent', agentName: '林晓' })
  add(conversation, { kind: 'joined_by', name: '林晓' })
  const desk = await fakeDesk(page, { conversations: [conversation] })
  const openIt = async () => {
    await openPanel(page)
    await page.locator('.recent button').click()
    await page.locator('.ev').first().waitFor()
  }
  await openWallet(page)
  await openIt()
  desk.http = 'busy'
  await page.locator('input[type=file]').setInputFiles([
    { name: 'slip.png', mimeType: 'image/png', buffer: Buffer.from('one') },
    { name: 'bill.pdf', mimeType: 'application/pdf', buffer: Buffer.from('two') },
  ])
  await page.locator('.upl').getByText('连上后自动上传').nth(1).waitFor()
  assert.equal(await page.locator('.upl .bad').count(), 0)
  await eventually(async () => (await keptFiles(page)) === 2, 'kept')
  await page.getByRole('button', { name: '取消上传 bill.pdf' }).click()
  await eventually(async () => (await keptFiles(page)) === 1, 'given up, it goes')
  const uploaded = () => desk.asked.filter(({ path, method }) => method === 'POST' && path === '/attachments').length
  await page.reload()
  const before = uploaded()
  desk.http = 'open'
  await openIt()
  await page.locator('.upl').getByText('slip.png').waitFor()
  await eventually(() => page.locator('.go').isEnabled(), 'uploaded')
  await eventually(() => isKeptAsUploaded(page), 'known on the device')
  await page.reload()
  await openIt()
  await eventually(() => page.locator('.go').isEnabled(), 'still there, and not uploaded again')
  assert.equal(uploaded(), before + 1)
  await page.locator('.go').click()
  await page.locator('.mark').getByText('已发送').waitFor()
  await eventually(async () => (await keptFiles(page)) === 0, 'nothing stays behind')
  await page.reload()
  await openIt()
  assert.equal(await page.locator('.upl').count(), 0)
})

journey('a file chosen as somebody is not shown to the next person on the device', async (page) => {
  const conversation = aConversation({ state: 'with_agent', agentName: '林晓' })
  add(conversation, { kind: 'joined_by', name: '林晓' })
  const desk = await fakeDesk(page, { home: { signedIn: true }, conversations: [conversation] })
  const openAs = async (person: string) => {
    await page.evaluate((jwt) => window.Yingda?.identify(() => jwt), aToken(person))
    await openPanel(page)
    await page.locator('.recent button').click()
    await page.locator('.ev').first().waitFor()
  }
  await openWallet(page)
  await openAs('W-1')
  desk.http = 'down'
  await page.locator('input[type=file]').setInputFiles({ name: 'slip.png', mimeType: 'image/png', buffer: Buffer.from('one') })
  await eventually(async () => (await keptFiles(page)) === 1, 'kept')
  await page.reload()
  desk.http = 'open'
  await openAs('W-2')
  await page.locator('textarea').waitFor()
  assert.equal(await page.locator('.upl').count(), 0)
  await page.reload()
  await openAs('W-1')
  await page.locator('.upl').getByText('slip.png').waitFor()
  await page.evaluate(() => window.Yingda?.signOut())
  await eventually(async () => (await keptFiles(page)) === 0, 'signed out, nothing stays behind')
})
