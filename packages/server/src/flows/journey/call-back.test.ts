import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anAgentAt } from './agent.ts'
import { aBrowser } from './browser.ts'
import { aCustomer } from './customer.ts'
import { doesNotScrollSideways, look } from './look.ts'
import { aService } from './service.ts'

const service = await aService()
const browser = await aBrowser()

for (const [language, externalId, customerName, agentName, question] of [
  ['zh-CN', 'C-88214', '吴静怡', '苏婷', '提现一直没有到账'],
  ['en', 'C-83350', 'Daniel Park', 'Maya Chen', 'My transfer has not arrived'],
] as const)
  test(`nobody is there: who waits is told so, has a colleague call, and is called (${language})`, async () => {
    const customer = await aCustomer(browser, service, { language, externalId })
    const { words } = customer
    await customer.open()
    await customer.button(words.typeTransfer).click()
    await customer.say(question)
    await customer.button(words.person).click()
    await customer.button(words.callBack, false).click()
    await customer.panel.getByLabel(words.callBackNumber).fill('+44 20 7946 0958')
    await look(customer.person, { screen: 'widget', state: 'call-back-form' })
    await doesNotScrollSideways(customer.page)
    await customer.button(words.callBackDo).click()
    await customer.panel.getByText(words.callBackByPhone(words.callBackMyTurnSaid, '•••0958')).waitFor()
    await look(customer.person, { screen: 'widget', state: 'call-back-stands' })

    const agent = await anAgentAt(browser, service, { language, name: agentName })
    await agent.openRow(customerName)
    const task = agent.page.getByRole('region', { name: agent.words.callBack.title })
    await task.getByText('•••0958').waitFor()
    await look(agent.person, { screen: 'console', state: 'call-back-task' })
    await customer.button(words.callBackChange).waitFor({ state: 'detached' })
    await customer.button(words.callBackCancel).waitFor()
    await look(customer.person, { screen: 'widget', state: 'call-back-held' })
    await task.getByRole('button', { name: agent.words.callBack.show }).click()
    assert.equal(await task.getByRole('link').getAttribute('href'), 'tel:+442079460958')
    await task.getByRole('button', { name: agent.words.callBack.reached, exact: true }).click()
    await task.waitFor({ state: 'detached' })
    await customer.log.getByText(words.calledBack).waitFor()
    await look(agent.person, { screen: 'console', state: 'called-back' })
  })
