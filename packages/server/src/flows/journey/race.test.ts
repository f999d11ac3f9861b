/** Two colleagues want the same conversation in the same moment: one has it, the other is told who. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../testing/database.ts'
import { anAgentAt, type Agent } from './agent.ts'
import { aBrowser } from './browser.ts'
import { aCustomer } from './customer.ts'
import { look } from './look.ts'
import { aService, demoOn } from './service.ts'

const database = await testDatabase()
const { db } = database
const service = await aService({ env: demoOn(database.url) })
database.beforeDrop(() => service.stop())
const browser = await aBrowser()
// It waits until somebody takes it.
await sql`update staff set available = false`.execute(db)

const NAMES = ['林晓', 'Maya Chen'] as const

/** What both ask for leaves their browsers only when both have asked. */
async function meetAtTheDoor(agents: readonly Agent[]): Promise<void> {
  let atTheDoor = 0
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => (open = resolve))
  for (const { page } of agents)
    await page.route('**/assignee', async (route) => {
      atTheDoor += 1
      if (atTheDoor === agents.length) open()
      await opened
      await route.continue()
    })
}

for (const [language, externalId, customerName, lines] of [
  [
    'zh-CN',
    'C-88102',
    '陈雨薇',
    { ask: '退款什么时候到', draft: '我这边查一下', more: '订单尾号 4410', reply: '退款明天到账。', also: '另外，手续费也会退。' },
  ],
  [
    'en',
    'C-83350',
    'Daniel Park',
    { ask: 'When is my refund due?', draft: 'Let me look', more: 'The order ends in 4410', reply: 'It arrives tomorrow.', also: 'The fee comes back too.' },
  ],
] as const) {
  test(`two agents race for one chat (${language})`, async () => {
    await sql`update staff set language = ${language}`.execute(db)
    const agents = [await anAgentAt(browser, service, { language, name: NAMES[0] }), await anAgentAt(browser, service, { language, name: NAMES[1] })] as const
    const customer = await aCustomer(browser, service, { language, externalId })
    await customer.open()
    await customer.button(customer.words.typeRefund).click()
    await customer.say(lines.ask)
    await customer.answers.first().waitFor()
    await customer.button(customer.words.person).click()
    for (const agent of agents) {
      await agent.list('waiting')
      await agent.openRow(customerName)
      await agent.composer.fill(lines.draft)
    }

    await meetAtTheDoor(agents)
    const answers = await Promise.all(
      agents.map(async (agent) => {
        const answered = agent.page.waitForResponse(/\/assignee$/)
        await agent.button(agent.words.action.take).first().click()
        return (await answered).status()
      }),
    )
    await customer.say(lines.more)
    assert.deepEqual(answers.toSorted(), [200, 409], 'one has it')
    const won = answers[0] === 200 ? 0 : 1
    const [winner, loser] = won === 0 ? agents : [agents[1], agents[0]]
    const winnerName = NAMES[won]

    const told = loser.page.locator('.notice', { hasText: winnerName })
    await told.waitFor()
    await look(loser.person, { screen: 'console', state: 'race-lost' })
    await winner.page.getByText(winner.words.done.taken).waitFor()
    await customer.panel.getByRole('heading', { name: winnerName }).waitFor()
    await look(customer.person, { screen: 'widget', state: 'race' })

    // Both see who has it and every word of the customer's; what the other one had begun to write is still there.
    for (const agent of agents) {
      await agent.log.getByText(agent.words.event.taken.replace('{{name}}', winnerName)).waitFor()
      await agent.message(lines.more).waitFor()
      assert.equal(await agent.composer.inputValue(), lines.draft)
    }
    assert.equal(await loser.log.getByText(loser.words.event.taken.replace('{{name}}', NAMES[1 - won] ?? '')).count(), 0)
    await loser.list('waiting')
    await loser.row(customerName).waitFor({ state: 'detached' })
    await winner.list('desk')
    await winner.openRow(customerName)
    await winner.reply(lines.reply)
    await customer.bubble(lines.reply).waitFor()

    // The other one may still help out; the conversation stays where it is.
    await loser.list('all')
    await loser.openRow(customerName)
    await loser.reply(lines.also)
    await customer.bubble(lines.also).waitFor()
    const all = [lines.ask, lines.more, lines.reply, lines.also]
    assert.deepEqual(await customer.said(), all)
    for (const agent of agents) {
      await agent.message(lines.also).waitFor()
      assert.deepEqual(await agent.said(), all)
    }
    const { rows } = await sql<{ holder: string; times: number }>`
      select a.name as holder, (select count(*) from entry e where e.stream_id = c.id and e.type = 'conversation.assigned') as times
      from conversation c join staff a on a.id = c.assignee_id where c.status = 'assigned' order by c.opened_at desc limit 1`.execute(db)
    assert.deepEqual(rows[0], { holder: winnerName, times: 1 })
  })
}
