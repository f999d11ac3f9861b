import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator } from 'playwright-core'
import { anAgentAt } from './agent.ts'
import { aBrowser } from './browser.ts'
import { aCustomer } from './customer.ts'
import { eventually } from './eventually.ts'
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
    // It opens from its beginning; a missing number is named in the widget's language, and a refusal goes with the way it was about.
    const phone = customer.panel.getByRole('radio', { name: words.callBackPhone })
    const top = async (what: Locator) => (await what.boundingBox())?.y ?? 0
    await eventually(
      'the form is in sight',
      async () => (await phone.evaluate((radio) => radio.matches(':focus'))) && (await top(phone)) > (await top(customer.log)),
    )
    await customer.button(words.callBackDo).click()
    const number = customer.panel.getByLabel(words.callBackNumber)
    assert.equal(await number.evaluate((input: { validationMessage: string }) => input.validationMessage), words.callBackNumberNeeded)
    await number.fill('12')
    await customer.button(words.callBackDo).click()
    await customer.panel.getByRole('alert').filter({ hasText: '+' }).waitFor()
    await customer.panel.getByRole('radio', { name: words.callBackChat }).check()
    await customer.panel.getByRole('alert').filter({ hasText: '+' }).waitFor({ state: 'detached' })
    await phone.check()
    await number.fill('+44 20 7946 0958')
    await look(customer.person, { screen: 'widget', state: 'call-back-form' })
    await doesNotScrollSideways(customer.page)
    await customer.button(words.callBackDo).click()
    await customer.panel.getByText(words.callBackByPhone(words.callBackMyTurnSaid, '•••0958')).waitFor()
    await look(customer.person, { screen: 'widget', state: 'call-back-stands' })

    // At a time of one's own there is no order in which one is answered, and that is claimed nowhere; for one's turn there is.
    const inOrder = customer.panel.getByText(words.queueInOrder)
    assert.ok((await inOrder.count()) > 0)
    await customer.button(words.callBackChange).click()
    await number.fill('+44 20 7946 0958')
    await customer.panel.getByRole('combobox').selectOption({ index: 3 })
    await customer.button(words.callBackDo).click()
    await customer.button(words.callBackChange).waitFor()
    await inOrder.first().waitFor({ state: 'detached' })
    await look(customer.person, { screen: 'widget', state: 'call-back-arranged' })
    await customer.button(words.callBackChange).click()
    await number.fill('+44 20 7946 0958')
    await customer.panel.getByRole('combobox').selectOption({ index: 0 })
    await customer.button(words.callBackDo).click()
    await customer.button(words.callBackChange).waitFor()
    await inOrder.first().waitFor()

    const agent = await anAgentAt(browser, service, { language, name: agentName })
    await agent.openRow(customerName)
    const task = agent.page.getByRole('region', { name: agent.words.callBack.title })
    await task.getByText('•••0958').waitFor()
    await look(agent.person, { screen: 'console', state: 'call-back-task' })
    await customer.button(words.callBackChange).waitFor({ state: 'detached' })
    await customer.button(words.callBackCancel).waitFor()
    await look(customer.person, { screen: 'widget', state: 'call-back-held' })
    await agent.button(agent.words.action.resolve).click()
    await agent.page.locator('.panel').getByText(agent.words.resolve.owed.phone).waitFor()
    await look(agent.person, { screen: 'console', state: 'resolve-owed' })
    await agent.page.keyboard.press('Escape')
    await task.getByRole('button', { name: agent.words.callBack.show }).click()
    assert.equal(await task.getByRole('link').getAttribute('href'), 'tel:+442079460958')
    // Put to another time, the number is nobody's to see any more; the customer names another one, which is the one to dial.
    await task.getByRole('button', { name: agent.words.callBack.notReached, exact: true }).click()
    await task.getByLabel(agent.words.callBack.again).selectOption({ index: 2 })
    await task.getByRole('button', { name: agent.words.callBack.tellNotReached }).click()
    await task.getByText(agent.words.callBack.whoHolds).waitFor()
    assert.equal(await task.getByRole('link').count(), 0)
    await customer.button(words.callBackChange).click()
    await number.fill('+44 20 7946 0112')
    await customer.button(words.callBackDo).click()
    await task.getByText('•••0112').waitFor()
    await agent.button(agent.words.action.take).click()
    // The customer wants it at another time: it goes back into the line until then, nothing says that nobody answered, and he has it in writing.
    await task.getByRole('button', { name: agent.words.callBack.another, exact: true }).click()
    const putOff = task.getByRole('button', { name: agent.words.callBack.putOff })
    await task.getByLabel(agent.words.callBack.agreedFor).waitFor()
    assert.equal(await putOff.isDisabled(), true)
    await task.getByLabel(agent.words.callBack.agreedFor).selectOption({ index: 3 })
    await look(agent.person, { screen: 'console', state: 'call-back-another-time' })
    await putOff.click()
    await task.getByText(agent.words.callBack.whoHolds).waitFor()
    await customer.log.getByText(words.callBackAgreed).waitFor()
    await customer.answers.filter({ hasText: language === 'en' ? 'As agreed with you' : '按跟您说好的' }).waitFor()
    assert.equal(await customer.log.getByText(words.notReachedAgain).count(), 1)
    await look(customer.person, { screen: 'widget', state: 'call-back-agreed' })
    await agent.button(agent.words.action.take).click()
    await task.getByRole('button', { name: agent.words.callBack.show }).click()
    assert.equal(await task.getByRole('link').getAttribute('href'), 'tel:+442079460112')
    await task.getByRole('button', { name: agent.words.callBack.reached, exact: true }).click()
    await task.waitFor({ state: 'detached' })
    await customer.log.getByText(words.calledBack).waitFor()
    await look(agent.person, { screen: 'console', state: 'called-back' })
  })
