/** Two customers leave before the answer comes: one gets it by mail, the other in no way, and a lead sees to it. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import type { Locator } from 'playwright-core'
import { testDatabase } from '../../testing/database.ts'
import { decodedHeader, headerOf, startMailServer } from '../../testing/mail-server.ts'
import { until } from '../../testing/settle.ts'
import { anAgentAt, type Agent } from './agent.ts'
import { aBrowser } from './browser.ts'
import { aCustomer } from './customer.ts'
import { doesNotScrollSideways, look } from './look.ts'
import { aMeeting } from './meeting.ts'
import { aService, demoOn } from './service.ts'

const mails = await startMailServer()
after(() => mails.stop())
const database = await testDatabase()
const service = await aService({ env: { ...demoOn(database.url), SMTP_URL: mails.url, MAIL_FROM: 'desk@wallet.example', MAIL_AFTER_MINUTES: '1' } })
database.beforeDrop(() => service.stop())
const browser = await aBrowser()

/** The minute in which the customer might have read it is over at once. */
const seenSoon = (what: Locator): Promise<void> =>
  until(
    'what became of the answer',
    async () => {
      await sql`update delivery set next_attempt_at = now() where state = 'due' and next_attempt_at > now()`.execute(database.db)
      return (await what.count()) > 0
    },
    { withinMs: 60_000 },
  )

async function answerWhoHasLeft(agent: Agent, name: string, words: string): Promise<void> {
  await agent.openRow(name)
  await agent.reply(words)
  await agent.message(words).waitFor()
}
const mark = (agent: Agent, words: string) => agent.log.locator('.msg', { hasText: words }).locator('.st')

for (const [language, agentName, leadName, mailed, lost] of [
  [
    'zh-CN',
    '林晓',
    '何佳',
    { externalId: 'C-88102', name: '陈雨薇', email: 'chen.yw@example.cn' },
    { externalId: 'C-66019', name: '周岚', email: null, about: 'payment' },
  ],
  [
    'en',
    'Maya Chen',
    'Daniel Okafor',
    { externalId: 'C-83350', name: 'Daniel Park', email: 'daniel.park@example.com' },
    { externalId: 'C-35961', name: 'Sofia Marchetti', email: 'sofia.marchetti@example.it', about: 'transfer' },
  ],
] as const) {
  test(`an answer goes out by mail, another reaches nobody until a lead sees to it (${language})`, async () => {
    mails.received.length = 0
    if (lost.email !== null) mails.nobodyAt.add(lost.email)
    const answer = language === 'en' ? 'Your money is on its way back.' : '钱已经在退回的路上。'
    const { customer, agent } = await aMeeting(browser, service, { language, externalId: mailed.externalId, customerName: mailed.name, agentName })
    const other = await aCustomer(browser, service, { language, externalId: lost.externalId })
    await other.open()
    // A question that is for the lead's own team.
    await other.button(other.words[lost.about === 'payment' ? 'typePayment' : 'typeTransfer']).click()
    await other.button(other.words.person).click()
    await other.panel.getByRole('heading', { name: agentName }).waitFor()
    for (const who of [customer, other]) await who.page.goto('about:blank')
    for (const { name } of [lost, mailed]) await answerWhoHasLeft(agent, name, answer)

    await seenSoon(mark(agent, answer).filter({ hasText: agent.words.thread.mark.mailed }))
    const [mail] = mails.received.filter((one) => one.to.includes(mailed.email))
    assert.ok(mail)
    assert.match(decodedHeader(headerOf(mail.raw, 'Subject')), language === 'en' ? /^Yunhe Wallet: there’s an answer/ : /^云禾钱包：您的问题有新答复/)
    await look(agent.person, { screen: 'console', state: 'mailed' })
    await agent.openRow(lost.name)
    await seenSoon(mark(agent, answer).filter({ hasText: agent.words.thread.mark.undelivered }))
    await look(agent.person, { screen: 'console', state: 'undelivered' })

    const lead = await anAgentAt(browser, service, { language, name: leadName, size: { width: 1024, height: 768 } })
    await lead.page.goto(`${lead.url}/console/watch`)
    const line = lead.page.locator('.undelivered .alarm', { hasText: lost.name })
    await line.getByText(lead.words.undelivered.reason[lost.email === null ? 'no_address' : 'address_refused']).waitFor()
    await lead.page.locator('.watchlink b.rd').waitFor()
    await doesNotScrollSideways(lead.page)
    await look(lead.person, { screen: 'console', state: 'undelivered-list' })
    if (lost.email === null) await settle(lead, agent)
    else {
      mails.nobodyAt.clear()
      await line.getByRole('button', { name: lead.words.undelivered.retry }).press('Enter')
      await until('the mail', () => mails.received.some((one) => one.to.includes(lost.email)), { withinMs: 20_000 })
      await mark(agent, answer).filter({ hasText: agent.words.thread.mark.mailed }).waitFor()
    }
    await lead.page.getByText(lead.words.undelivered.none, { exact: true }).waitFor()
  })
}

/** By keyboard: the note, and the decision on record where the agent sees it. */
async function settle(lead: Agent, agent: Agent): Promise<void> {
  const { page, words } = lead
  await page.locator('.undelivered').getByRole('button', { name: words.undelivered.settle }).press('Enter')
  const note = page.getByLabel(words.undelivered.note)
  await note.focus()
  await page.keyboard.type('已打电话告诉客户')
  await look(lead.person, { screen: 'console', state: 'undelivered-settle' })
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText(words.undelivered.settled).waitFor()
  await agent.log.locator('.ev', { hasText: '已打电话告诉客户' }).waitFor()
}
