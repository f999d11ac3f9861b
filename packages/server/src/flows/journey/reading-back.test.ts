import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator } from 'playwright-core'
import { aBrowser } from './browser.ts'
import { eventually } from './eventually.ts'
import { look } from './look.ts'
import { aMeeting } from './meeting.ts'
import { aService } from './service.ts'

const service = await aService()
const browser = await aBrowser()

/** As long as a screen and a half. */
const long = (of: string): string => Array.from({ length: 40 }, (_, line) => `${of} ${line + 1}`).join('\n')
const topOf = (log: Locator): Promise<number> => log.evaluate((element: object) => ('scrollTop' in element ? Math.round(Number(element.scrollTop)) : -1))
const isAtEnd = (log: Locator): Promise<boolean> =>
  log.evaluate((element: object) => {
    const { scrollTop, clientHeight, scrollHeight } = element as { scrollTop: number; clientHeight: number; scrollHeight: number } // an element of the page
    return scrollHeight - scrollTop - clientHeight < 4
  })
/** Reads back as a person does, by the keyboard. */
async function readBack(log: Locator): Promise<void> {
  await log.focus()
  // What arrives meanwhile may end the scrolling that the key began; then one presses again.
  await eventually('the beginning is in sight', async () => {
    await log.press('Home')
    return (await topOf(log)) === 0
  })
}

for (const [language, externalId, customerName, agentName, lines] of [
  [
    'zh-CN',
    'C-88214',
    '吴静怡',
    '林晓',
    { line: '第', first: '请问查到了吗', second: '我还在等', own: '查到了', reply: '已经退回', more: '请查看余额', note: '已和渠道核对' },
  ],
  [
    'en',
    'C-83350',
    'Daniel Park',
    'Maya Chen',
    {
      line: 'Line',
      first: 'Did you find it?',
      second: 'I am still here',
      own: 'Found it',
      reply: 'It is back',
      more: 'Please look at your balance',
      note: 'Checked with the provider',
    },
  ],
] as const) {
  test(`who reads back keeps the place, is told how many messages came, and gets to them by one press (${language})`, async () => {
    const { customer, agent } = await aMeeting(browser, service, { language, externalId, customerName, agentName })
    for (const part of ['A', 'B']) {
      await customer.say(long(`${lines.line} ${part}`))
      await agent.message(`${lines.line} ${part} 40`).waitFor()
    }
    const pill = agent.page.locator('.newpill')
    await readBack(agent.log)
    await customer.say(lines.first)
    await pill.filter({ hasText: agent.words.thread.newBelow_other.replace('{{count}}', '1').replace(/s$/, '') }).waitFor()
    await customer.say(lines.second)
    await pill.filter({ hasText: agent.words.thread.newBelow_other.replace('{{count}}', '2') }).waitFor()
    assert.equal(await topOf(agent.log), 0)
    await look(agent.person, { screen: 'console', state: 'new-below' })
    await pill.click()
    await pill.waitFor({ state: 'detached' })
    await eventually('the newest is in sight', () => isAtEnd(agent.log))
    // What one writes oneself is always shown, and never counted.
    await readBack(agent.log)
    await agent.reply(lines.own)
    await customer.bubble(lines.own).waitFor()
    await eventually('the own words are in sight', () => isAtEnd(agent.log))
    assert.equal(await pill.count(), 0)

    const widgetPill = customer.panel.locator('.pill')
    await readBack(customer.log)
    await agent.reply(lines.reply)
    await widgetPill.filter({ hasText: customer.words.newFrom(1, agentName) }).waitFor()
    await agent.note(lines.note)
    await agent.reply(lines.more)
    await widgetPill.filter({ hasText: customer.words.newFrom(2, agentName) }).waitFor()
    assert.equal(await topOf(customer.log), 0)
    await look(customer.person, { screen: 'widget', state: 'new-below' })
    await widgetPill.click()
    await widgetPill.waitFor({ state: 'detached' })
    await eventually('the newest is in sight', () => isAtEnd(customer.log))
    await customer.bubble(lines.more).waitFor()
  })
}
