import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Language } from '@yingda/protocol/language.ts'
import { anAgentAt } from './agent.ts'
import { aBrowser } from './browser.ts'
import { aCustomer } from './customer.ts'
import { look } from './look.ts'
import { aService } from './service.ts'

const service = await aService({ onItsOwn: true })
const browser = await aBrowser()

type Cast = {
  language: Language
  externalId: string
  customer: string
  transaction: string
  agent: string
  lines: Record<'ask' | 'hello' | 'more' | 'offline' | 'meanwhile' | 'bye', string>
}
const CASTS: readonly Cast[] = [
  {
    language: 'zh-CN',
    externalId: 'C-88214',
    customer: '吴静怡',
    transaction: 'T88214-failed',
    agent: '林晓',
    lines: {
      ask: '付款失败了，钱会被扣吗？',
      hello: '吴女士您好，我是林晓。钱没有少，¥230.00 是山间客栈的预授权。',
      more: '我早就退房了，那这 230 什么时候能用？',
      offline: '发短信告诉我也可以',
      meanwhile: '山间客栈已确认不再收这笔钱，最晚今天 18:00 前回到可用余额。',
      bye: '好的，谢谢',
    },
  },
  {
    language: 'en',
    externalId: 'C-83350',
    customer: 'Daniel Park',
    transaction: 'T83350-till',
    agent: 'Maya Chen',
    lines: {
      ask: 'The till gave no answer. Was I charged twice?',
      hello: 'Hi Daniel, I’m Maya. The first ¥128.00 was taken back at the till.',
      more: 'When will I see it in my account?',
      offline: 'A text message is fine too',
      meanwhile: 'It’s back in your account already.',
      bye: 'Perfect, that’s all. Thanks',
    },
  },
]

for (const { language, externalId, customer: name, transaction, agent: agentName, lines } of CASTS) {
  test(`asked, answered by the bot, then by a person; reloaded, cut off and back; rated (${language})`, async () => {
    const customer = await aCustomer(browser, service, { language, externalId, path: `transactions/${transaction}` })
    const { words } = customer
    await customer.page.getByRole('button', { name: words.wallet.ask }).click()
    await customer.log.waitFor()
    await look(customer.person, { screen: 'widget', state: 'new-with-transaction' })

    await customer.say(lines.ask)
    await customer.answers.first().waitFor()
    await customer.log.getByRole('article', { name: words.transaction }).waitFor()
    await look(customer.person, { screen: 'widget', state: 'bot-answer' })

    await customer.button(words.person).click()
    await customer.panel.getByRole('heading', { name: words.waitingTitle }).waitFor()
    await customer.log.getByRole('article', { name: words.queueStatus }).waitFor()
    await look(customer.person, { screen: 'widget', state: 'waiting' })

    const agent = await anAgentAt(browser, service, { language, name: agentName })
    await agent.openRow(name)
    await look(agent.person, { screen: 'console', state: 'handed-over' })
    await customer.panel.getByRole('heading', { name: agentName }).waitFor()
    await agent.reply(lines.hello)
    await customer.bubble(lines.hello).waitFor()
    await customer.say(lines.more)
    await agent.message(lines.more).waitFor()
    await agent.log.locator('.st.read').last().waitFor()
    await customer.log.locator('.mark.read').last().waitFor()
    await look(customer.person, { screen: 'widget', state: 'with-agent' })
    await look(agent.person, { screen: 'console', state: 'thread' })

    const both = await customer.said()
    await Promise.all([customer.page.reload(), agent.page.reload()])
    await customer.open()
    await customer.panel.getByRole('button', { name: agentName }).click()
    await customer.bubble(lines.more).waitFor()
    await agent.message(lines.more).waitFor()
    assert.deepEqual(await customer.said(), both)

    await Promise.all([customer.person.context.setOffline(true), agent.person.context.setOffline(true)])
    await customer.panel.getByText(words.offline).waitFor()
    await customer.say(lines.offline)
    await customer.log.getByText(words.waiting(1)).waitFor()
    await agent.reply(lines.meanwhile)
    await look(customer.person, { screen: 'widget', state: 'offline' })
    await look(agent.person, { screen: 'console', state: 'offline' })
    await Promise.all([customer.person.context.setOffline(false), agent.person.context.setOffline(false)])
    await customer.bubble(lines.meanwhile).waitFor()
    await agent.message(lines.offline).waitFor()
    assert.deepEqual((await customer.said()).slice(both.length).toSorted(), [lines.offline, lines.meanwhile].toSorted())
    assert.deepEqual((await agent.said()).slice(-2), (await customer.said()).slice(-2))

    await customer.say(lines.bye)
    await agent.message(lines.bye).waitFor()
    await agent.button(agent.words.action.resolve).click()
    await look(agent.person, { screen: 'console', state: 'resolving' })
    await agent.page.locator('.panel').getByRole('button', { name: agent.words.resolve.do }).click()
    const rating = customer.panel.getByRole('form', { name: words.rateTitle })
    await rating.waitFor()
    await look(customer.person, { screen: 'widget', state: 'ended' })
    await rating.getByRole('radio', { name: words.rateScore(5) }).click()
    await look(customer.person, { screen: 'widget', state: 'rating' })
    await rating.getByRole('button', { name: words.rateSend }).click()
    await customer.panel.getByText(words.rateThanks).waitFor()
    await look(customer.person, { screen: 'widget', state: 'rated' })
    await agent.log.getByText(agent.words.event.rated.replace('{{score}}', '5')).waitFor()
    await look(agent.person, { screen: 'console', state: 'rated' })
  })
}
