import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Language } from '@yingda/protocol/language.ts'
import { anAgentAt } from './agent.ts'
import { aBrowser } from './browser.ts'
import { aCustomer } from './customer.ts'
import { look } from './look.ts'
import { aService } from './service.ts'

const service = await aService()
const browser = await aBrowser()

type Cast = { language: Language; externalId: string; customer: string; transaction: string; agent: string; lines: Record<'ask' | 'hello' | 'more' | 'offline' | 'meanwhile' | 'bye', string> }
const CASTS: readonly Cast[] = [
  {
    language: 'zh-CN', externalId: 'C-88214', customer: '吴静怡', transaction: 'T88214-failed', agent: '林晓',
    lines: {
      ask: '付款失败了，钱会被扣吗？', hello: '吴女士您好，我是林晓。钱没有少，¥230.00 是山间客栈的预授权。', more: '我早就退房了，那这 230 什么时候能用？',
      offline: '发短信告诉我也可以', meanwhile: '山间客栈已确认不再收这笔钱，最晚今天 18:00 前回到可用余额。', bye: '好的，谢谢',
    },
  },
  {
    language: 'en', externalId: 'C-83350', customer: 'Daniel Park', transaction: 'T83350-till', agent: 'Maya Chen',
    lines: {
      ask: 'The till gave no answer. Was I charged twice?', hello: 'Hi Daniel, I’m Maya. The first ¥128.00 was taken back at the till.', more: 'When will I see it in my account?',
      offline: 'A text message is fine too', meanwhile: 'It’s back in your account already.', bye: 'Perfect, that’s all. Thanks',
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
    await customer.log.getByRole('article').first().waitFor()
    await customer.page.waitForTimeout(1500)
    await look(customer.person, { screen: 'widget', state: 'bot-answer' })
    console.log(await customer.said())
    void name; void agentName; void anAgentAt; void assert
  })
}
