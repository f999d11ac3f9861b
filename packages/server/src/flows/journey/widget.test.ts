import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { anAgentAt } from './agent.ts'
import { aBrowser, aPerson } from './browser.ts'
import { aCustomer, Customer } from './customer.ts'
import { eventually } from './eventually.ts'
import { doesNotScrollSideways, look } from './look.ts'
import { aMeeting } from './meeting.ts'
import { aService } from './service.ts'

const pages = createServer((request, reply) => {
  const desk = new URL(request.url ?? '/', 'http://page').searchParams.get('desk') ?? ''
  const policy = `default-src 'none'; script-src ${desk}; connect-src ${desk} ${desk.replace(/^http/, 'ws')}; img-src 'self' ${desk}; base-uri 'none'; form-action 'none'`
  reply.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy })
  reply.end(
    `<!doctype html><html lang="en"><head><title>Shop</title><script defer src="${desk}/widget.js" data-language="en"></script></head><body><main><h1>Shop</h1></main></body></html>`,
  )
})
await new Promise<void>((resolve) => void pages.listen(0, '127.0.0.1', resolve))
after(() => pages.close())
const shop = `http://127.0.0.1:${(pages.address() as AddressInfo).port}` // listens on TCP

const service = await aService({ env: { WIDGET_ORIGINS: shop } })
const browser = await aBrowser()

for (const [language, article, nothing] of [
  ['zh-CN', '退款多久到账', '量子纠缠蘑菇'],
  ['en', 'refund time', 'zzqx brontosaurus'],
] as const) {
  test(`the first screens, from 320 px up: home, search, article, nothing found, transactions (${language})`, async () => {
    const customer = await aCustomer(browser, service, { language, externalId: language === 'en' ? 'C-62208' : 'C-47715', size: { width: 320, height: 640 } })
    const { words, person, page } = customer
    await look(person, { screen: 'wallet', state: 'home' })
    await customer.open()
    await customer.button(words.typePayment).waitFor()
    await doesNotScrollSideways(page)
    await look(person, { screen: 'widget', state: 'home' })
    await customer.panel.getByRole('searchbox').fill(article)
    await customer.panel.locator('.hits button').first().waitFor()
    await look(person, { screen: 'widget', state: 'search' })
    await customer.panel.locator('.hits button').first().click()
    await customer.panel.locator('.prose').getByText(/./).first().waitFor()
    await doesNotScrollSideways(page)
    await look(person, { screen: 'widget', state: 'article' })
    await customer.button(words.back).click()
    await customer.panel.getByRole('searchbox').fill(nothing)
    await customer.panel.getByRole('heading', { name: words.nothingFound }).waitFor()
    await look(person, { screen: 'widget', state: 'nothing-found' })
    await customer.button(words.clearSearch).click()
    await customer.button(words.typePayment).click()
    await customer.button(words.attachTransaction).click()
    await customer.panel.locator('.picks button').first().waitFor()
    await doesNotScrollSideways(page)
    await look(person, { screen: 'widget', state: 'transactions' })
    await customer.panel.locator('.picks button').first().click()
    await customer.panel.getByText(words.withTransaction).waitFor()
    await doesNotScrollSideways(page)
    await customer.say(article)
    await customer.answers.first().waitFor()
    await doesNotScrollSideways(page)
    await look(person, { screen: 'widget', state: 'answer' })
  })
}

test('whoever wants a person may press at once: the button stays where it is while the conversation begins and ends', async () => {
  const { customer, agent } = await aMeeting(browser, service, { language: 'zh-CN', externalId: 'C-88102', customerName: '陈雨薇', agentName: '林晓' })
  const { words } = customer
  const person = customer.button(words.person)
  const place = async () => (await person.boundingBox())?.x
  await agent.resolve()
  await customer.button(words.askOn, false).waitFor()
  const ended = await place()
  await customer.button(words.back).click()
  await customer.button(words.typeRefund).click()
  const before = await place()
  await customer.say('退款在哪')
  await customer.button(words.more).waitFor()
  assert.deepEqual([ended, await place()], [before, before])
})

test('asked about a payment whose outcome is unknown, the bot neither calls it failed nor charged, and says not to pay again', async () => {
  const customer = await aCustomer(browser, service, { language: 'zh-CN', externalId: 'C-88102', path: 'transactions/T88102-unknown' })
  await customer.page.getByRole('button', { name: customer.words.wallet.ask }).click()
  await customer.say('付款失败了，钱会被扣吗？')
  const answer = await customer.answers.first().innerText()
  assert.match(answer, /不能确定/)
  assert.match(answer, /不要再付/)
  assert.doesNotMatch(answer, /没有扣款|已经扣款/)
  await customer.log.getByRole('article', { name: customer.words.transaction }).getByText(customer.words.placeUnknown).waitFor()
  await look(customer.person, { screen: 'widget', state: 'outcome-unknown' })
})

for (const [language, externalId, said, chip] of [
  ['zh-CN', 'C-88102', '有个客服打电话，让我报这个：730415', '已隐藏 6 位数字'],
  ['en', 'C-83350', 'Someone rang and asked for this code: 730415', '6 digits hidden'],
] as const) {
  test(`a code that was sent is not to be seen again, and the bot says so first (${language})`, async () => {
    const customer = await aCustomer(browser, service, { language, externalId })
    await customer.open()
    await customer.button(customer.words.typeSecurity).click()
    await customer.say(said)
    await customer.answers.first().waitFor()
    await customer.log.locator('.grp.me .hid', { hasText: chip }).scrollIntoViewIfNeeded()
    assert.doesNotMatch(await customer.panel.innerText(), /730415/)
    await look(customer.person, { screen: 'widget', state: 'code-hidden' })
  })
}

test('a visitor on a strict page of another company: by keyboard alone, nothing forbidden is tried', async () => {
  const customer = new Customer(await aPerson(browser, { language: 'en', size: { width: 1024, height: 768 } }))
  const { page, words } = customer
  await page.goto(`${shop}/?desk=${encodeURIComponent(service.url)}`)
  await customer.launcher.focus()
  await page.keyboard.press('Enter')
  await customer.button(words.typeRefund).waitFor()
  await look(customer.person, { screen: 'widget', state: 'home-visitor' })
  for (let tabs = 0; tabs < 12; tabs += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate<string | null>(`document.querySelector('[data-mode]').shadowRoot.activeElement?.textContent ?? null`)
    if (focused?.includes(words.typeRefund)) break
  }
  await page.keyboard.press('Enter')
  await customer.log.waitFor()
  await page.keyboard.type('When does my refund arrive?')
  await page.keyboard.press('Enter')
  await customer.answers.first().waitFor()
  await page.keyboard.press('Escape')
  await customer.panel.waitFor({ state: 'detached' })
})

test('with the widget closed, what a colleague writes is counted on the launcher and told to the page', async () => {
  const { customer, agent } = await aMeeting(browser, service, { language: 'zh-CN', externalId: 'C-88214', customerName: '吴静怡', agentName: '林晓' })
  const { page, words } = customer
  await agent.reply('先说一句')
  await customer.bubble('先说一句').waitFor()
  await page.evaluate(`window.counts = []; addEventListener('yingda:unread', ({ detail }) => window.counts.push(detail.count))`)
  await customer.button(words.back).click()
  await customer.button(words.close).click()
  await agent.reply('您在吗')
  await agent.reply('这是第二条')
  await eventually('the launcher counts two', async () => (await customer.launcher.locator('.badge').innerText()) === '2')
  assert.equal(await page.evaluate('window.Yingda.unread()'), 2)
  await look(customer.person, { screen: 'wallet', state: 'unread' })
  await customer.open()
  await customer.panel.locator('.recent button').first().click()
  await customer.bubble('这是第二条').waitFor()
  await eventually('nothing is unread', async () => (await page.evaluate('window.Yingda.unread()')) === 0)
  assert.deepEqual(await page.evaluate('[window.counts.at(-1), window.counts.includes(2)]'), [0, true])
  await agent.composer.pressSequentially('正在')
  await customer.panel.getByRole('status', { name: words.typing('林晓') }).waitFor()
})

test('a colleague who is away leaves the customer with words about when, and nobody in sight', async () => {
  const agent = await anAgentAt(browser, service, { language: 'zh-CN', name: '郭磊', size: { width: 1280, height: 800 } })
  const { words, page } = agent
  await page.getByRole('button', { name: words.me.menu.replace('{{name}}', '郭磊') }).click()
  await page.getByRole('menuitem', { name: words.me.goAway }).click()
  await page.locator('.me', { hasText: words.me.away }).waitFor()
  const customer = await aCustomer(browser, service, { language: 'zh-CN', externalId: 'C-52604' })
  await customer.open()
  await customer.button(customer.words.homePersonAway).click()
  await customer.log.getByText(customer.words.queueAway).waitFor()
  await look(customer.person, { screen: 'widget', state: 'away' })
})
