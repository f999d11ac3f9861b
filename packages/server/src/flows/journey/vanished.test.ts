/** A colleague’s laptop goes without a word: somebody else goes on with the conversation, and the customer need not say it again. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../testing/database.ts'
import { anAgentAt } from './agent.ts'
import { aBrowser } from './browser.ts'
import { look } from './look.ts'
import { aMeeting } from './meeting.ts'
import { aService, demoOn } from './service.ts'

const database = await testDatabase()
const service = await aService({ env: demoOn(database.url) })
database.beforeDrop(() => service.stop())
const browser = await aBrowser()

/** The lease of 27 seconds, the watch’s look, the router’s: whoever closes a laptop is gone within thirty seconds. */
const GONE_WITHIN_MS = 45_000

for (const [language, externalId, customerName, agentName, nextName, lines] of [
  ['zh-CN', 'C-88102', '陈雨薇', '林晓', '何佳', { reply: '我来查一下。', ask: '查到了吗', more: '订单尾号 4410', next: '我接着看，钱已经退回了。' }],
  [
    'en',
    'C-83350',
    'Daniel Park',
    'Maya Chen',
    '何佳',
    { reply: 'Let me look.', ask: 'Have you found it?', more: 'The order ends in 4410', next: 'I’m going on from here: the money is back.' },
  ],
] as const) {
  test(`an agent vanishes, and a colleague goes on (${language})`, async () => {
    await sql`update staff set language = ${language}`.execute(database.db)
    const { customer, agent } = await aMeeting(browser, service, { language, externalId, customerName, agentName })
    await customer.page.evaluate('window.neverReloaded = true')
    await agent.reply(lines.reply)
    await customer.bubble(lines.reply).waitFor()
    const next = await anAgentAt(browser, service, { language, name: nextName })

    // The battery is empty: no socket is closed, nobody signs out.
    const vanished = agent.page.url()
    await agent.person.context.setOffline(true)
    await customer.say(lines.ask)
    await customer.own(lines.ask).waitFor()
    await customer.log.getByText(customer.words.passedOn).waitFor({ timeout: GONE_WITHIN_MS })
    await customer.panel.getByRole('heading', { name: nextName }).waitFor()
    await customer.say(lines.more)
    await look(customer.person, { screen: 'widget', state: 'agent-vanished' })

    await next.list('desk')
    await next.openRow(customerName)
    await next.message(lines.more).waitFor()
    const [before = ''] = next.words.event.leftBehind.split('{{to}}')
    await next.log.getByText(before).waitFor()
    await look(next.person, { screen: 'console', state: 'agent-vanished' })
    await next.reply(lines.next)
    await customer.bubble(lines.next).waitFor()
    const all = [lines.reply, lines.ask, lines.more, lines.next]
    assert.deepEqual(await customer.said(), all)
    assert.deepEqual(await next.said(), all)
    assert.equal(await customer.page.evaluate('window.neverReloaded'), true)

    // Back again, he sees what happened, and who has it.
    await agent.person.context.setOffline(false)
    await agent.message(lines.next).waitFor()
    assert.equal(agent.page.url(), vanished)
    assert.deepEqual(await agent.said(), all)
    await agent.list('desk')
    await agent.row(customerName).waitFor({ state: 'detached' })
    for (const { person } of [agent, next]) await person.context.close()
  })
}
