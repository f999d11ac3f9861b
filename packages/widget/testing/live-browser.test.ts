import assert from 'node:assert/strict'
import { openWallet } from './browser.ts'
import { aConversation, add, said } from './fake-data.ts'
import { fakeDesk } from './fake-desk.ts'
import { eventually, journey, openPanel, photo, textOf, write } from './journey.ts'

journey('a person is one tap away: place in line, the agent’s name, typing, read marks', async (page) => {
  const desk = await fakeDesk(page)
  await openWallet(page)
  await openPanel(page)
  await page.getByRole('button', { name: '或直接找同事' }).click()
  await page.getByText('已为您排队').waitFor()
  const conversation = desk.conversations[0] ?? assert.fail('no conversation')
  desk.tell(conversation, { ahead: 2 })
  await page.getByText('2 位', { exact: true }).waitFor()
  desk.tell(conversation, { ahead: 2, wait: { fromSeconds: 180, toSeconds: 360 } })
  await page.getByText('预计约 3–6 分钟').waitFor()
  desk.tell(conversation, { ahead: 1, wait: { fromSeconds: 0, toSeconds: 120 } })
  await page.getByText('预计 2 分钟内').waitFor()
  desk.tell(conversation, { ahead: 1, wait: 'cannot_say', answerBy: new Date(Date.now() + 600_000).toISOString() })
  await page.getByText('现在还估不准要等多久').waitFor()
  await page.getByText(/最晚.+前答复您/).waitFor()
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

journey('an answer whose row could not be fetched on a weak network is counted all the same, a little later', async (page) => {
  const conversation = aConversation({ state: 'with_agent', agentName: '林晓' })
  add(conversation, { kind: 'joined_by', name: '林晓' })
  const desk = await fakeDesk(page, { conversations: [conversation] })
  await page.addInitScript(() => localStorage.setItem('yingda:visitor', 'secret-0'))
  await openWallet(page)
  await eventually(() => desk.frames.some(({ t }) => t === 'subscribe'), 'it follows')
  desk.http = 'down'
  const failed = page.waitForEvent('requestfailed', (request) => request.url().endsWith(conversation.summary.id))
  desk.post(conversation, said('agent', '您好', { name: '林晓' }), { unread: 1 })
  await failed
  desk.http = 'open'
  await page.locator('.badge').getByText('1').waitFor({ timeout: 10_000 })
})

journey('what was read on another device is not counted as new here once the page is looked at again', async (page) => {
  const conversation = aConversation({ state: 'with_agent', agentName: '林晓' })
  add(conversation, { kind: 'joined_by', name: '林晓' })
  const desk = await fakeDesk(page, { conversations: [conversation] })
  await page.addInitScript(() => localStorage.setItem('yingda:visitor', 'secret-0'))
  await openWallet(page)
  await eventually(() => desk.frames.some(({ t }) => t === 'subscribe'), 'it follows')
  desk.post(conversation, said('agent', '您好', { name: '林晓' }), { unread: 1, lastSeq: 2 })
  await page.locator('.badge').getByText('1').waitFor()
  conversation.summary = { ...conversation.summary, unread: 0, readSeq: 2 }
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
  await page.locator('.badge').waitFor({ state: 'hidden' })
})

journey('that an answer was read is told once more when the line had gone without a word: else it would be sent by mail as unread', async (page) => {
  const conversation = aConversation({ state: 'with_agent', agentName: '林晓' })
  add(conversation, { kind: 'joined_by', name: '林晓' })
  const desk = await fakeDesk(page, { conversations: [conversation] })
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  const told = () => desk.frames.some((frame) => frame.t === 'marks' && frame.read === 2)
  await eventually(() => desk.frames.some((frame) => frame.t === 'marks' && frame.read === 1), 'what was there is told as read')
  desk.socket = 'deaf'
  desk.post(conversation, said('agent', '您好', { name: '林晓' }))
  await page.getByText('您好').first().waitFor()
  await page.waitForTimeout(600)
  assert.equal(told(), false)
  desk.socket = 'open'
  desk.cutSockets()
  await eventually(told, 'told on the next line')
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

for (const { language, shown, next, unsaid } of [
  { language: 'zh-CN', shown: '前面 3 位，约 4–8 分钟', next: '下一位就是您，2 分钟内', unsaid: '前面 3 位' },
  { language: 'en', shown: '3 ahead of you, about 4–8 min', next: 'You’re next, within 2 min', unsaid: '3 ahead of you' },
] as const)
  journey(
    `on a small phone the place in line and the range stay in sight, whatever stands below (${language})`,
    async (page) => {
      const conversation = aConversation({ state: 'waiting', title: '提现没有到账' })
      add(conversation, said('customer', '提现没有到账'))
      add(conversation, { kind: 'queued' })
      conversation.state = { ...conversation.state, ahead: 3, wait: { fromSeconds: 240, toSeconds: 480 } }
      const desk = await fakeDesk(page, { conversations: [conversation] })
      desk.hits = ['提现多久到账', '提现失败', '提现限额'].map((title) => ({ slug: title, title, passage: '', updatedOn: '2026-11-01' }))
      await openWallet(page, { language })
      await openPanel(page)
      await page.locator('.recent button').click()
      await page.getByText('提现限额').waitFor()
      const head = page.locator('.head')
      await head.getByText(shown).waitFor()
      const box = (await head.getByText(shown).boundingBox()) ?? assert.fail('it is not in sight')
      assert.ok(box.x + box.width <= 320 && box.y > 0 && box.y + box.height < 64)
      await photo(page, `place-in-head-${language}`)
      desk.tell(conversation, { ahead: 0, wait: { fromSeconds: 0, toSeconds: 120 } })
      await head.getByText(next).waitFor()
      desk.tell(conversation, { ahead: 3, wait: 'cannot_say' })
      await head.getByText(unsaid, { exact: true }).waitFor()
      desk.tell(conversation, { ahead: null, wait: null, closed: { opensAt: null } })
      await head.getByText(language === 'en' ? 'You keep your place' : '离开也不丢位置').waitFor()
    },
    { language, width: 320, height: 568 },
  )
