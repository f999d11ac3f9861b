import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aBrowser } from './browser.ts'
import { eventually } from './eventually.ts'
import { look } from './look.ts'
import { aMeeting } from './meeting.ts'
import { aService } from './service.ts'

const service = await aService()
const browser = await aBrowser()
const CAST = { language: 'zh-CN', agentName: '林晓' } as const

test('what is written offline waits, and goes out in order and once', async () => {
  const { customer, agent } = await aMeeting(browser, service, { ...CAST, externalId: 'C-88102', customerName: '陈雨薇' })
  const { words } = customer
  await customer.say('先说一件事')
  await agent.message('先说一件事').waitFor()
  await customer.person.context.setOffline(true)
  await customer.panel.getByText(words.offline).waitFor()
  await customer.say('断网时写的第一条')
  await customer.say('断网时写的第二条')
  await customer.log.getByText(words.waiting(2)).waitFor()
  await customer.person.context.setOffline(false)
  await agent.message('断网时写的第二条').waitFor()
  await customer.log.getByText(words.waiting(2)).waitFor({ state: 'detached' })
  const all = ['先说一件事', '断网时写的第一条', '断网时写的第二条']
  assert.deepEqual(await customer.said(), all)
  assert.deepEqual(await agent.said(), all)
  await customer.page.reload()
  await customer.open()
  await customer.panel.locator('.recent button').first().click()
  await customer.bubble('断网时写的第二条').waitFor()
  assert.deepEqual(await customer.said(), all)
})

test('where sockets are blocked, answers come by long-polling', async () => {
  const { customer, agent } = await aMeeting(browser, service, { ...CAST, externalId: 'C-70533', customerName: '何建国' })
  let sockets = 0
  await customer.page.routeWebSocket(/\/ws\/customer/, (socket) => {
    sockets += 1
    void socket.close()
  })
  await customer.page.reload()
  const polled = customer.page.waitForRequest(/waitMs=\d/)
  await customer.open()
  await customer.panel.locator('.recent button').first().click()
  await polled
  const tried = sockets
  await agent.reply('这条走长轮询')
  await customer.bubble('这条走长轮询').waitFor()
  await customer.say('收到了')
  await agent.message('收到了').waitFor()
  assert.deepEqual(await customer.said(), ['这条走长轮询', '收到了'])
  // Once more where the page came to know who speaks while the first was being tried.
  assert.ok(tried === 2 || tried === 3, `${tried} sockets were tried`)
  assert.equal(sockets, tried, 'while it is polled no socket is tried')
})

test('while the desk is away what is written waits and is not called failed; on return it goes by itself, in order and once', async () => {
  const { customer, agent } = await aMeeting(browser, service, { ...CAST, externalId: 'C-81377', customerName: '许诺' })
  const { words, page } = customer
  await customer.say('停之前的一句')
  await agent.message('停之前的一句').waitFor()
  let unanswered = 0
  page.on('requestfailed', (request) => (unanswered += Number(request.method() === 'POST' && request.url().endsWith('/messages'))))
  await service.stop()
  await customer.say('停着时写的第一条')
  await customer.say('停着时写的第二条')
  await eventually('it is tried again and again', () => Promise.resolve(unanswered >= 4))
  await customer.log.getByText(words.waiting(2)).waitFor()
  await customer.panel.getByText(words.connecting).waitFor()
  assert.equal(await customer.panel.getByText(words.failed).count(), 0)
  assert.equal(await customer.log.locator('.b.failed').count(), 0)
  await look(customer.person, { screen: 'widget', state: 'desk-away' })
  await service.start()
  await agent.message('停着时写的第二条').waitFor({ timeout: 45_000 })
  await customer.log.getByText(words.waiting(2)).waitFor({ state: 'detached' })
  const all = ['停之前的一句', '停着时写的第一条', '停着时写的第二条']
  assert.deepEqual(await agent.said(), all)
  assert.deepEqual(await customer.said(), all)
})

test('the server is stopped and started in the middle: both sides come together without a reload', async () => {
  const { customer, agent } = await aMeeting(browser, service, { ...CAST, externalId: 'C-88214', customerName: '吴静怡' })
  for (const { page } of [customer, agent]) await page.evaluate('window.neverReloaded = true')
  await customer.say('重启之前')
  await agent.message('重启之前').waitFor()
  await service.stop()
  await customer.say('服务停着的时候')
  await customer.panel.getByText(customer.words.connecting).waitFor()
  await agent.page.getByText(agent.words.shell.notConnected).waitFor()
  await agent.reply('我这边也在写')
  await look(customer.person, { screen: 'widget', state: 'reconnecting' })
  await look(agent.person, { screen: 'console', state: 'reconnecting' })
  await service.start()
  await customer.bubble('我这边也在写').waitFor({ timeout: 45_000 })
  await agent.message('服务停着的时候').waitFor({ timeout: 45_000 })
  await agent.page.getByText(agent.words.shell.notConnected).waitFor({ state: 'detached' })
  assert.deepEqual((await customer.said()).toSorted(), ['重启之前', '服务停着的时候', '我这边也在写'].toSorted())
  assert.deepEqual(await agent.said(), await customer.said())
  for (const { page } of [customer, agent]) assert.equal(await page.evaluate('window.neverReloaded'), true)
})

for (const { language, externalId, customerName, agentName, lines, more, refusal } of [
  {
    language: 'zh-CN',
    externalId: 'C-88102',
    customerName: '陈雨薇',
    agentName: '林晓',
    lines: ['我查到这笔付款了。', '银行在 14:05 回了结果：没有扣款。', '您可以放心重新付，用原来的银行卡就行。'],
    more: '重新付的时候，请选“江城银行储蓄卡 6621”。',
    refusal: '暂时不能在这里发消息。如需帮助，请登录钱包后联系客服。',
  },
  {
    language: 'en',
    externalId: 'C-83350',
    customerName: 'Daniel Park',
    agentName: 'Maya Chen',
    lines: ['I’ve found the payment.', 'Your bank answered at 14:05: nothing was taken.', 'You can pay again safely, with the same card.'],
    more: 'When you pay again, choose the card ending in 6621.',
    refusal: 'Messages can’t be sent from here for now. Please sign in to the wallet to get help.',
  },
] as const) {
  test(`what is new, what was refused, what is coming and what did not come are each said (${language})`, async () => {
    const { customer, agent } = await aMeeting(browser, service, { language, externalId, customerName, agentName, size: { width: 320, height: 600 } })
    const { page, panel, log, words, person } = customer
    for (const time of [0, 1, 2]) {
      for (const line of lines) {
        await agent.reply(line)
        await log.getByText(line).nth(time).waitFor()
      }
    }
    await log.evaluate((box: { scrollTo(x: number, y: number): void }) => box.scrollTo(0, 40))
    await eventually('it is scrolled up', async () => (await log.evaluate((box: { scrollTop: number }) => box.scrollTop)) < 60)
    await agent.reply(more)
    await customer.button(words.newFrom(1, agentName)).waitFor()
    await look(person, { screen: 'widget', state: 'new-message' })
    await customer.button(words.newFrom(1, agentName)).click()

    const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' }
    await page.route('**/messages', (route) => route.fulfill({ status: 403, headers, json: { code: 'visitor.blocked', message: refusal, data: {} } }))
    await customer.say(language === 'en' ? 'Thank you' : '谢谢您')
    await customer.button(words.failed).waitFor()
    await log.getByText(refusal).waitFor()
    await look(person, { screen: 'widget', state: 'failed' })
    await page.unroute('**/messages')

    let letGo = (): void => undefined
    const held = new Promise<void>((resolve) => (letGo = resolve))
    await page.route('**/entries?*', (route) => held.then(() => route.continue()))
    await page.reload()
    await customer.open()
    await panel.locator('.recent button').first().click()
    await panel.getByRole('status', { name: words.loading }).waitFor()
    await panel.getByRole('heading', { name: agentName }).waitFor()
    await customer.say(language === 'en' ? 'Written while it loads' : '载入时写的')
    await customer.own(language === 'en' ? 'Written while it loads' : '载入时写的').waitFor()
    await look(person, { screen: 'widget', state: 'loading' })
    letGo()
    await customer.bubble(more).waitFor()

    await page.route('**/home?*', (route) => route.abort('connectionreset'))
    await page.reload()
    await customer.open()
    await panel.getByText(words.homeFailed).waitFor()
    await look(person, { screen: 'widget', state: 'home-failed' })
    await page.unroute('**/home?*')
    await customer.button(words.tryAgain).click()
    await customer.button(words.typePayment).waitFor()
  })
}
