import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aBrowser } from './browser.ts'
import { look } from './look.ts'
import { aMeeting } from './meeting.ts'
import { aService } from './service.ts'

const service = await aService()
const browser = await aBrowser()

for (const [language, externalId, customerName, agentName, later] of [
  ['zh-CN', 'C-88214', '吴静怡', '林晓', '我问一下银行，一小时后回复您。'],
  ['en', 'C-83350', 'Daniel Park', 'Maya Chen', 'Let me ask the bank; I’ll be back in an hour.'],
] as const) {
  test(`set aside until a time, a conversation leaves the desk and comes back by itself (${language})`, async () => {
    const { customer, agent } = await aMeeting(browser, service, { language, externalId, customerName, agentName })
    const { page, words } = agent
    // Opened while it stood in line, it may be some moments until it is his on the screen as well.
    await page.locator('.sub', { hasText: words.status.waitingForReply }).waitFor()
    assert.equal(await agent.button(words.action.snooze).count(), 0, 'who waits for an answer is not put off')
    await page.locator('main').click()
    await page.keyboard.press('s')
    await page.getByText(words.snooze.whyNot.owed).waitFor()
    await agent.reply(later)
    await customer.bubble(later).waitFor()
    // The screen offers an hour at least; the test has some seconds.
    let until = Infinity
    await page.route(/\/snooze$/, (route) => {
      until = Date.now() + 8000
      return route.continue({ postData: JSON.stringify({ until: new Date(until).toISOString() }) })
    })
    const told = await customer.log.innerText()
    await agent.button(words.action.snooze).click()
    await page.getByRole('button', { name: words.snooze.hour }).click()
    await agent.log.locator('.ev', { hasText: words.event.snoozed.split('{{until}}')[0]?.replace('{{name}}', agentName) ?? '' }).waitFor()
    await agent.button(words.action.wake).waitFor()
    await agent.row(customerName).waitFor({ state: 'detached' })
    await look(agent.person, { screen: 'console', state: 'snoozed' })
    await agent.log.getByText(words.event.woken.time).waitFor()
    assert.ok(Date.now() >= until, 'it came back before its time')
    await agent.row(customerName).waitFor()
    await page.locator('.listcol .grp', { hasText: words.list.group.for_me }).waitFor()
    assert.equal(await agent.button(words.action.snooze).count(), 0, 'the answer that was put off is owed')
    assert.equal(await customer.log.innerText(), told, 'the customer is told nothing of it')
  })
}
