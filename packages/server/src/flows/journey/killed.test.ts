/** The server is killed under an open chat: both sides are told, wait, and go on by themselves; nothing is lost or said twice. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../testing/database.ts'
import { aBrowser } from './browser.ts'
import { look } from './look.ts'
import { aMeeting } from './meeting.ts'
import { aService, demoOn } from './service.ts'

const database = await testDatabase()
const { db } = database
const service = await aService({ env: demoOn(database.url) })
database.beforeDrop(() => service.stop())
const browser = await aBrowser()
const BACK_WITHIN_MS = 45_000

/** What stands in the database under these words, and whether the numbers of the stream have no gap. */
async function stored(lines: readonly string[]): Promise<{ text: string; times: number }[]> {
  const { rows } = await sql<{ text: string; times: number }>`
    select body as text, count(*) as times from entry_content where body = any(${[...lines]}::text[]) group by body`.execute(db)
  return rows
}
async function gaps(): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select s.id from stream s left join entry e on e.stream_id = s.id where s.kind = 'conversation' group by s.id, s.last_seq
    having count(e.seq) <> s.last_seq or max(e.seq) <> s.last_seq`.execute(db)
  return rows.length
}

for (const [language, externalId, customerName, agentName, lines] of [
  [
    'zh-CN',
    'C-88102',
    '陈雨薇',
    '林晓',
    {
      before: '付款失败了',
      during: '服务没了的那一刻发的',
      first: '停着时写的第一条',
      second: '停着时写的第二条',
      reply: '我这边也在写',
      after: '好了，谢谢您',
    },
  ],
  [
    'en',
    'C-83350',
    'Daniel Park',
    'Maya Chen',
    {
      before: 'My payment failed',
      during: 'Sent in the moment it died',
      first: 'Written while it was away',
      second: 'And this as well',
      reply: 'I write too',
      after: 'All good, thanks',
    },
  ],
] as const) {
  test(`server killed under an open chat (${language})`, async () => {
    const { customer, agent } = await aMeeting(browser, service, { language, externalId, customerName, agentName })
    for (const { page } of [customer, agent]) await page.evaluate('window.neverReloaded = true')
    await customer.say(lines.before)
    await agent.message(lines.before).waitFor()

    // Whether this one still came in nobody can say; the widget asks again.
    const sent = customer.page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/messages'))
    await customer.say(lines.during)
    await sent
    await service.kill()
    await customer.say(lines.first)
    await customer.say(lines.second)
    await agent.reply(lines.reply)
    await customer.panel.getByText(customer.words.connecting).waitFor()
    await customer.log
      .getByText(customer.words.waiting(2))
      .or(customer.log.getByText(customer.words.waiting(3)))
      .waitFor()
    await agent.page.getByText(agent.words.shell.notConnected).waitFor()
    assert.equal(await customer.panel.getByText(customer.words.failed).count(), 0, 'nothing is called failed')
    await look(customer.person, { screen: 'widget', state: 'server-killed' })
    await look(agent.person, { screen: 'console', state: 'server-killed' })

    await service.start()
    await agent.message(lines.second).waitFor({ timeout: BACK_WITHIN_MS })
    await customer.bubble(lines.reply).waitFor({ timeout: BACK_WITHIN_MS })
    await agent.page.getByText(agent.words.shell.notConnected).waitFor({ state: 'detached' })
    await customer.panel.getByText(customer.words.connecting).waitFor({ state: 'detached' })
    await customer.say(lines.after)
    await agent.message(lines.after).waitFor()

    const said = await customer.said()
    assert.deepEqual(await agent.said(), said)
    assert.deepEqual(said.toSorted(), Object.values(lines).toSorted())
    assert.deepEqual(
      said.filter((text) => text !== lines.reply),
      [lines.before, lines.during, lines.first, lines.second, lines.after],
      'the customer’s own words keep their order',
    )
    const rows = await stored(Object.values(lines))
    assert.deepEqual(
      rows.toSorted((a, b) => a.text.localeCompare(b.text)),
      Object.values(lines)
        .toSorted((a, b) => a.localeCompare(b))
        .map((text) => ({ text, times: 1 })),
    )
    assert.equal(await gaps(), 0)
    for (const { page } of [customer, agent]) assert.equal(await page.evaluate('window.neverReloaded'), true)
    await look(customer.person, { screen: 'widget', state: 'server-back' })
  })
}
