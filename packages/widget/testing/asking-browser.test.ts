import assert from 'node:assert/strict'
import { openWallet } from './browser.ts'
import { aConversation, aTransaction, add, said } from './fake-data.ts'
import { fakeDesk } from './fake-desk.ts'
import { eventually, journey, openPanel, photo, sent } from './journey.ts'

const HIT = { slug: 'top-up-pending', title: '充值没有到账', passage: '多数充值几分钟内到账。', updatedOn: '2026-11-18' }
const NEVER = '我们从不索要密码、验证码和完整卡号'

journey('what was looked for is asked in the very words, by the last row', async (page) => {
  const desk = await fakeDesk(page)
  desk.hits = [HIT]
  await openWallet(page)
  await openPanel(page)
  await page.getByRole('searchbox').fill('钱没到账')
  await page.getByText(HIT.title).waitFor()
  const rows = page.locator('.results button')
  assert.equal(await rows.last().innerText(), '问小禾：“钱没到账”')
  await rows.last().click()
  await eventually(() => sent(desk).length > 0, 'asked')
  assert.deepEqual(sent(desk), ['钱没到账'])
})

journey('Enter in the search field asks, and an empty one asks nothing', async (page) => {
  const desk = await fakeDesk(page)
  desk.hits = [HIT]
  await openWallet(page)
  await openPanel(page)
  await page.getByRole('searchbox').press('Enter')
  await page.getByRole('searchbox').fill('  钱没到账 ')
  await page.getByRole('searchbox').press('Enter')
  await eventually(() => sent(desk).length > 0, 'asked')
  assert.deepEqual(sent(desk), ['钱没到账'])
  assert.equal(desk.asked.filter(({ method, path }) => method === 'POST' && path === '/conversations').length, 1)
})

for (const width of [320, 390])
  for (const language of ['zh-CN', 'en'] as const)
    journey(
      `what we never ask for stands below the composer, all along, on one line (${width}, ${language})`,
      async (page) => {
        const conversation = aConversation()
        add(conversation, said('customer', '付款失败了'))
        add(conversation, said('bot', '这笔付款没有完成。'))
        await fakeDesk(page, { conversations: [conversation] })
        await openWallet(page, { language })
        await openPanel(page)
        await page.locator('.recent button').click()
        await page.locator('.b').first().waitFor()
        const line = page.locator('.chat > .never')
        if (language === 'zh-CN') assert.equal(await line.innerText(), NEVER)
        const box = (await line.boundingBox()) ?? assert.fail('not shown')
        assert.ok(box.height <= 24, `${box.height} px high`)
        assert.ok(box.y + box.height <= (page.viewportSize()?.height ?? 0))
      },
      { width, height: 568, language },
    )

journey('who joins is said to have joined, and nothing more', async (page) => {
  const conversation = aConversation({ state: 'with_agent', agentName: '林晓' })
  add(conversation, { kind: 'joined_by', name: '林晓' })
  await fakeDesk(page, { conversations: [conversation] })
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  assert.equal(await page.locator('.stream .ev').innerText(), '林晓接入了对话')
})

journey('outside hours it is said once that nobody is there, and from when where that is known; the card says what becomes of the question', async (page) => {
  const conversation = aConversation({ state: 'waiting' })
  add(conversation, { kind: 'queued' })
  // Nine o'clock of the next day in Shanghai, which is a day ahead of UTC for eight hours.
  const opensAt = new Date(Date.now() + 8 * 3_600_000 + 86_400_000)
  opensAt.setUTCHours(1, 0, 0, 0)
  const desk = await fakeDesk(page, { home: { agentsOnDuty: false, opensAt: opensAt.toISOString() }, conversations: [conversation] })
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  const card = page.getByRole('article', { name: '排队情况' })
  assert.match(await page.locator('.strip').innerText(), /^现在 .+，同事明天 9:00 起接待$/)
  assert.deepEqual(await card.locator('.q p').allInnerTexts(), ['您的问题已经记下', '同事上线后按先后答复'])
  desk.home = { agentsOnDuty: false, opensAt: null }
  await page.reload()
  await openPanel(page)
  await page.locator('.recent button').click()
  await card.getByText('同事上线后按先后答复', { exact: true }).waitFor()
  assert.equal(await page.locator('.strip').innerText(), '现在没有同事在线')
  assert.equal((await page.locator('.chat').innerText()).split('没有同事在线').length - 1, 1)
})

journey('a colleague who reads along is proof that somebody is there: what is said of nobody goes at once', async (page) => {
  const conversation = aConversation({ state: 'waiting' })
  add(conversation, { kind: 'queued' })
  const desk = await fakeDesk(page, { home: { agentsOnDuty: false, opensAt: null }, conversations: [conversation] })
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  await page.getByRole('article', { name: '排队情况' }).getByText('您的问题已经记下').waitFor()
  desk.home = { agentsOnDuty: true, opensAt: null }
  desk.tell(conversation, { ahead: 0, agents: { delivered: 1, read: 1, typing: false, online: true } })
  await page.getByRole('article', { name: '排队情况' }).getByText('下一位就是您').waitFor({ timeout: 5000 })
  assert.equal(await page.locator('.strip').count(), 0)
})

journey('whose own line is closed reads when it opens, whoever else is there, and no place', async (page) => {
  const conversation = aConversation({ state: 'waiting' })
  add(conversation, { kind: 'queued' })
  const opensAt = new Date(Date.now() + 8 * 3_600_000 + 86_400_000)
  opensAt.setUTCHours(1, 0, 0, 0)
  conversation.state = { ...conversation.state, closed: { opensAt: opensAt.toISOString() } }
  const desk = await fakeDesk(page, { home: { agentsOnDuty: true, opensAt: null }, conversations: [conversation] })
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  const card = page.getByRole('article', { name: '排队情况' })
  await card.getByText('您的问题已经记下').waitFor()
  assert.equal(await card.locator('.meta').innerText(), '同事上线后按先后答复')
  assert.match(await page.locator('.strip').innerText(), /^现在 .+，同事明天 9:00 起接待$/)
  desk.tell(conversation, { ahead: 0, closed: null })
  await card.getByText('下一位就是您').waitFor()
  assert.equal(await page.locator('.strip').count(), 0)
})

journey('a top-up on its way is not money on hold', async (page) => {
  const conversation = aConversation()
  add(conversation, { kind: 'transaction', transaction: aTransaction({ type: 'top_up', status: 'processing', moneyPlace: 'on_hold' }) })
  add(conversation, { kind: 'transaction', transaction: aTransaction({ id: 'T-2', type: 'pay', status: 'processing', moneyPlace: 'on_hold' }) })
  await fakeDesk(page, { conversations: [conversation] })
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  await page.locator('.kv .strong').nth(1).waitFor()
  assert.deepEqual(await page.locator('.kv .strong').allInnerTexts(), ['正在转入，还没有到您的余额', '被占用，还没有扣走'])
})

journey('who waits can go back to the bot, and may ask for a person again', async (page) => {
  const conversation = aConversation({ state: 'waiting' })
  add(conversation, said('customer', '付款失败了'))
  add(conversation, { kind: 'queued' })
  const desk = await fakeDesk(page, { conversations: [conversation] })
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  await page.getByRole('button', { name: '不等了，回到机器人' }).click()
  await page.getByRole('alertdialog').getByText('现在的位置会让出').waitFor()
  await photo(page, 'leave-line-asked')
  await page.getByRole('button', { name: '继续排队' }).click()
  assert.equal(await page.getByRole('alertdialog').count(), 0)
  assert.ok(!desk.asked.some(({ path }) => path.endsWith('/back-to-bot')), 'a slip of the finger gives up no place')
  await page.getByRole('button', { name: '不等了，回到机器人' }).click()
  await page.getByRole('button', { name: '退出排队' }).click()
  await page.locator('.stream .ev').getByText('您已退出排队').waitFor()
  await page.getByRole('article', { name: '排队情况' }).waitFor({ state: 'detached' })
  assert.equal(desk.asked.filter(({ path }) => path.endsWith('/back-to-bot')).length, 1)
  await page.getByRole('button', { name: '转人工' }).waitFor()
})

journey('who waits is answered by mail: to the address the wallet has named, of which little is shown, or to another', async (page) => {
  const conversation = aConversation({ state: 'waiting', title: '提现没有到账' })
  add(conversation, said('customer', '提现没有到账'))
  add(conversation, { kind: 'queued' })
  const desk = await fakeDesk(page, { conversations: [conversation] })
  desk.callBackTimes = { slots: [], best: [], mail: { known: 'c•••@example.cn' } }
  const wanted = () => desk.asked.findLast(({ method, path }) => method === 'PUT' && path.endsWith('/call-back'))?.body
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()

  await page.getByRole('button', { name: /约个时间回复我/ }).click()
  await page.getByText('发邮件').click()
  assert.equal(await page.getByLabel('c•••@example.cn').isChecked(), true)
  await page.getByRole('button', { name: '约好' }).click()
  await page.getByText('同事会在轮到您时发邮件回复您，发到 c•••@example.cn').waitFor()
  assert.deepEqual(wanted(), { channel: 'mail', number: null, email: null, from: null })

  await page.getByRole('button', { name: '更改' }).click()
  await page.getByText('其他邮箱').click()
  await page.getByLabel('您的邮箱').fill('home@example.org')
  await page.getByRole('button', { name: '约好' }).click()
  await page.getByText('发到 h•••@example.org').waitFor()
  assert.deepEqual(wanted(), { channel: 'mail', number: null, email: 'home@example.org', from: null })
})

journey('where no mail goes out, none is offered', async (page) => {
  const conversation = aConversation({ state: 'waiting', title: '提现没有到账' })
  add(conversation, { kind: 'queued' })
  const desk = await fakeDesk(page, { conversations: [conversation] })
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  await page.getByRole('button', { name: /约个时间回复我/ }).click()
  await page.getByLabel('您的电话号码').waitFor()
  await eventually(() => desk.asked.some(({ path }) => path.endsWith('/call-back-times')), 'the times are asked for')
  assert.equal(await page.getByText('发邮件').count(), 0)
})

journey('who waits reads what may help, has a colleague call at a quiet time, changes it and calls it off', async (page) => {
  const conversation = aConversation({ state: 'waiting', title: '提现没有到账' })
  add(conversation, said('customer', '提现没有到账'))
  add(conversation, { kind: 'queued' })
  const desk = await fakeDesk(page, { conversations: [conversation] })
  const from = new Date(Math.ceil(Date.now() / 1800_000 + 4) * 1800_000)
  const slot = { from: from.toISOString(), until: new Date(from.getTime() + 1800_000).toISOString(), load: 'quiet' as const }
  desk.callBackTimes = { slots: [slot], best: [slot], mail: null }
  desk.hits = [{ slug: 'withdraw-pending', title: '提现多久到账', passage: '', updatedOn: '2026-11-01' }]
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  await page.getByRole('button', { name: '提现多久到账' }).waitFor()

  await page.getByRole('button', { name: /约个时间回复我/ }).click()
  await page.getByLabel('您的电话号码').fill('123')
  await page.getByRole('button', { name: '约好' }).click()
  await page.getByText('请填写完整的电话号码').waitFor()
  await page.getByLabel('您的电话号码').fill('13800138000')
  await page.getByText('近四周这些时间通常不忙').waitFor()
  await page.locator('form .chips button').first().click()
  assert.equal(await page.getByLabel('什么时候').inputValue(), slot.from)
  await page.getByRole('button', { name: '约好' }).click()
  await page.getByText(/同事会在.+打给您，号码 •••8000/).waitFor()
  const sent = desk.asked.findLast(({ method, path }) => method === 'PUT' && path.endsWith('/call-back'))
  assert.deepEqual(sent?.body, { channel: 'phone', number: '13800138000', email: null, from: slot.from })

  await page.getByRole('button', { name: '更改' }).click()
  await page.getByText('在这里回复').click()
  await page.getByLabel('什么时候').selectOption('')
  await page.getByRole('button', { name: '约好' }).click()
  await page.getByText('同事会在轮到您时在这里回复您').waitFor()
  await page.getByRole('button', { name: '取消预约' }).click()
  await page.getByRole('button', { name: /约个时间回复我/ }).waitFor()
})
