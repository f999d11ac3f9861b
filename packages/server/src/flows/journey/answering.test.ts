import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anAgentAt } from './agent.ts'
import { aBrowser } from './browser.ts'
import { aCustomer } from './customer.ts'
import { look } from './look.ts'
import { aService } from './service.ts'

const service = await aService()
const browser = await aBrowser()

for (const [language, agentName, externalId, customerName, lines] of [
  ['zh-CN', '林晓', 'C-88102', '陈雨薇', { ask: '退款什么时候到', reply: '我来看，今天 18:00 前答复您', own: '不用了，已经收到', last: '好的，有事再找我们' }],
  [
    'en',
    'Maya Chen',
    'C-83350',
    'Daniel Park',
    { ask: 'When is my refund due?', reply: 'Let me look, you hear from me by 18:00', own: 'It has just arrived', last: 'Good, write any time' },
  ],
] as const) {
  test(`the composer says that an answer takes what nobody holds and reopens what has ended, and so it does (${language})`, async () => {
    const agent = await anAgentAt(browser, service, { language, name: agentName })
    const { page, words } = agent
    // Away, so that nothing is given out and the conversation waits.
    await page.locator('.me').click()
    await page.getByRole('menuitem', { name: words.me.goAway }).click()
    await page.locator('.me', { hasText: words.me.away }).waitFor()
    const customer = await aCustomer(browser, service, { language, externalId })
    await customer.open()
    await customer.button(customer.words.typeRefund).click()
    await customer.say(lines.ask)
    await customer.answers.first().waitFor()
    await customer.button(customer.words.person).click()

    await agent.list('waiting')
    await agent.openRow(customerName)
    await agent.button(words.action.take).first().waitFor()
    assert.equal(await agent.composer.getAttribute('placeholder'), words.composer.replyTakes)
    await look(agent.person, { screen: 'console', state: 'waiting' })
    await agent.reply(lines.reply)
    await customer.bubble(lines.reply).waitFor()
    await agent.log.getByText(words.event.taken.replace('{{name}}', agentName)).waitFor()
    await page.getByPlaceholder(words.composer.replyPlaceholder).waitFor()

    await customer.say(lines.own)
    await agent.message(lines.own).waitFor()
    await agent.resolve()
    await page.getByPlaceholder(words.composer.replyReopens).waitFor()
    await look(agent.person, { screen: 'console', state: 'resolved' })
    await agent.reply(lines.last)
    await customer.bubble(lines.last).waitFor()
    await agent.log.getByText(words.event.reopened.agent.replace('{{name}}', agentName)).waitFor()
    await page.getByPlaceholder(words.composer.replyPlaceholder).waitFor()
  })
}
