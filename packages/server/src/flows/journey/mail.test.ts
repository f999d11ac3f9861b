/** By mail: who waits is answered there, and who wants to hear of incidents subscribes on the status page. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maskedAddress } from '@yingda/domain/delivery/address.ts'
import { en } from '@yingda/i18n/status/en.ts'
import { zhCN, type StatusWords } from '@yingda/i18n/status/zh-CN.ts'
import { startMailServer } from '../../testing/mail-server.ts'
import { until } from '../../testing/settle.ts'
import { anAgentAt } from './agent.ts'
import { aBrowser, aPerson } from './browser.ts'
import { aCustomer } from './customer.ts'
import { eventually } from './eventually.ts'
import { doesNotScrollSideways, look } from './look.ts'
import { aService } from './service.ts'

const mails = await startMailServer()
const service = await aService({ env: { SMTP_URL: mails.url, MAIL_FROM: 'desk@yunhe.example' } })
const browser = await aBrowser()
test.after(() => mails.stop())

const mailTo = (address: string) => mails.received.filter(({ to }) => to.includes(address))
const linkIn = (raw: string, what: 'confirm' | 'leave'): string =>
  new RegExp(`https?://[^/]+/status/subscriptions/${what}\\?t=[\\w.-]+`).exec(raw.replace(/=\r\n/g, '').replace(/=3D/g, '='))?.[0] ?? ''

for (const [language, externalId, customerName, agentName, question, address] of [
  ['zh-CN', 'C-88214', '吴静怡', '苏婷', '提现一直没有到账', 'wu@example.cn'],
  ['en', 'C-83350', 'Daniel Park', 'Maya Chen', 'My transfer has not arrived', 'daniel.park@example.com'],
] as const) {
  test(`who waits chooses to be answered by mail, and is (${language})`, async () => {
    const customer = await aCustomer(browser, service, { language, externalId })
    const { words } = customer
    await customer.open()
    await customer.button(words.typeTransfer).click()
    await customer.say(question)
    await customer.button(words.person).click()
    await customer.button(words.callBack, false).click()
    await customer.panel.getByText(words.callBackMail, { exact: true }).click()
    // Of the one the wallet knows an address, of the other none.
    if (language === 'en') assert.equal(await customer.panel.getByLabel(maskedAddress(address)).isChecked(), true)
    else await customer.panel.getByLabel(words.callBackAddress).fill(address)
    await look(customer.person, { screen: 'widget', state: 'call-back-mail-form' })
    await doesNotScrollSideways(customer.page)
    await customer.button(words.callBackDo).click()
    await customer.panel.getByText(words.callBackByMail(words.callBackMyTurnSaid, maskedAddress(address))).waitFor()
    await look(customer.person, { screen: 'widget', state: 'call-back-mail-stands' })

    const agent = await anAgentAt(browser, service, { language, name: agentName, size: { width: 1024, height: 768 } })
    await agent.openRow(customerName)
    const task = agent.page.getByRole('region', { name: agent.words.callBack.title })
    await task.getByText(agent.words.callBack.answerByMail).waitFor()
    assert.ok((await task.innerText()).includes(maskedAddress(address)))
    await look(agent.person, { screen: 'console', state: 'call-back-mail-task' })
    await agent.reply(language === 'en' ? 'Your transfer is on its way.' : '您的提现已在途中。')
    await task.waitFor({ state: 'detached' })
    await until('the mail', () => mailTo(address).length === 1, { withinMs: 60_000 })
    await agent.page
      .getByText(language === 'en' ? 'went to the customer’s mailbox, as arranged' : '发到客户邮箱')
      .first()
      .waitFor()
    await look(agent.person, { screen: 'console', state: 'call-back-mailed' })
  })

  test(`somebody subscribes to incidents by mail, and leaves (${language})`, async () => {
    const words: StatusWords = language === 'en' ? en : zhCN
    const subscriber = `reader-${language}@example.org`
    const { page, ...rest } = await aPerson(browser, { language, size: { width: 390, height: 780 } })
    const person = { page, ...rest }
    await eventually('the form', async () => {
      await page.goto(`${service.url}/status`)
      return (await page.locator('form').count()) === 1
    })
    await doesNotScrollSideways(page)
    await page.getByLabel(words.address).fill(subscriber)
    await page.getByLabel(words.address).scrollIntoViewIfNeeded()
    await look(person, { screen: 'status', state: 'subscribe' })
    await page.getByRole('button', { name: words.byMailDo, exact: true }).press('Enter')
    await page.getByRole('heading', { name: words.mailAsked }).waitFor()
    await look(person, { screen: 'status', state: 'subscribe-asked' })
    await eventually('the confirmation', async () => mailTo(subscriber).length === 1)
    await page.goto(linkIn(mailTo(subscriber)[0]?.raw ?? '', 'confirm'))
    await look(person, { screen: 'status', state: 'subscribe-confirm' })
    await page.getByRole('button', { name: words.confirmDo }).press('Enter')
    await page.getByRole('heading', { name: words.confirmed }).waitFor()
    await page.getByRole('link', { name: words.toStatus }).press('Enter')
    await page.locator('form').waitFor()
    const desk = await aPerson(browser, { language, size: { width: 1024, height: 1400 } })
    await desk.page.goto(`${service.url}/status`)
    await look(desk, { screen: 'status', state: 'with-form' })
  })
}
