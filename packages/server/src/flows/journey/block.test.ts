import { test } from 'node:test'
import { wordRefusal } from '@yingda/i18n/refusals.ts'
import { anAgentAt } from './agent.ts'
import { aBrowser } from './browser.ts'
import { aCustomer } from './customer.ts'
import { look } from './look.ts'
import { aService } from './service.ts'

const service = await aService()
const browser = await aBrowser()

for (const [language, lead, lines] of [
  ['zh-CN', '何佳', { rude: '你们都是骗子', reason: '反复辱骂同事', again: '对不起，想继续问转账', reply: '没关系，请说', last: '谢谢您' }],
  [
    'en',
    'Daniel Okafor',
    { rude: 'You are all thieves', reason: 'Insulted colleagues again', again: 'Sorry, may I ask on?', reply: 'Of course, go ahead', last: 'Thank you' },
  ],
] as const) {
  test(`a blocked visitor is told so in plain words, and goes on once he is let in again (${language})`, async () => {
    const customer = await aCustomer(browser, service, { language })
    await customer.open()
    await customer.button(customer.words.typeTransfer).click()
    await customer.say(lines.rude)
    await customer.button(customer.words.person).click()
    const agent = await anAgentAt(browser, service, { language, name: lead })
    const { page, words } = agent
    await agent.openRow(words.customer.visitor)
    await customer.panel.getByRole('heading', { name: lead }).waitFor()

    await agent.button(words.action.more).click()
    await page.getByRole('menuitem', { name: words.action.block }).click()
    const dialog = page.getByRole('dialog', { name: words.action.block })
    await dialog.getByLabel(words.redact.reason).fill(lines.reason)
    await look(agent.person, { screen: 'console', state: 'blocking' })
    await dialog.getByRole('button', { name: words.block.do }).click()
    await page.locator('.ctx .flag').waitFor()
    await look(agent.person, { screen: 'console', state: 'blocked' })

    await customer.say(lines.again)
    await customer.log.getByText(wordRefusal('visitor.blocked', language)).waitFor()
    await look(customer.person, { screen: 'widget', state: 'blocked' })

    await page.locator('.ctx .cst a').click()
    await agent.button(words.block.undo).click()
    await agent.button(words.action.block).waitFor()
    await page.goBack()
    await customer.log.getByRole('button', { name: customer.words.failed }).click()
    await agent.message(lines.again).waitFor()
    await agent.reply(lines.reply)
    await customer.bubble(lines.reply).waitFor()
    await customer.say(lines.last)
    await agent.message(lines.last).waitFor()
  })
}
