/** A customer gets priority service: by the wallet's word or by a lead's, seen by colleagues and by nobody else. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../testing/database.ts'
import { anAgentAt, type Agent } from './agent.ts'
import { aBrowser } from './browser.ts'
import { aCustomer } from './customer.ts'
import { doesNotScrollSideways, look } from './look.ts'
import { aService, demoOn } from './service.ts'

const database = await testDatabase()
const service = await aService({ env: demoOn(database.url) })
database.beforeDrop(() => service.stop())
const browser = await aBrowser()
// Nobody is given anything: it stays in line.
await sql`update staff set available = false`.execute(database.db)

const fill = (words: string, values: Record<string, string>) => words.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]))

/** By keyboard: from the conversation's menu, with a reason. */
async function change({ page, words, person }: Agent, what: 'give' | 'end', reason: string): Promise<void> {
  await page.getByRole('button', { name: words.action.more, exact: true }).press('Enter')
  await page.locator('[role=menuitem]:focus').waitFor() // the menu takes the focus to its first item by itself
  await page.getByRole('menuitem', { name: words.care.mark }).press('Enter')
  const dialog = page.getByRole('dialog', { name: words.care.mark })
  await dialog.getByText(words.care[what === 'give' ? 'giveWhat' : 'endWhat']).waitFor()
  await dialog.getByLabel(words.redact.reason).fill(reason)
  await look(person, { screen: 'console', state: `care-${what}` })
  await dialog.getByRole('button', { name: words.care[what], exact: true }).press('Enter')
  await dialog.waitFor({ state: 'detached' })
}

for (const [language, name, externalId, customerName, type, question, width] of [
  ['zh-CN', '何佳', 'C-88214', '吴静怡', 'typeOther', '怎么换绑手机号', 1440],
  ['en', 'Daniel Okafor', 'C-83350', 'Daniel Park', 'typeTransfer', 'My transfer has not arrived', 1024],
] as const)
  test(`a lead gives a customer priority service and ends it; colleagues see the mark, the customer nothing (${language})`, async () => {
    const customer = await aCustomer(browser, service, { language, externalId })
    await customer.open()
    await customer.button(customer.words[type]).click()
    await customer.say(question)
    await customer.button(customer.words.person).click()

    const agent = await anAgentAt(browser, service, { language, name, size: { width, height: 900 } })
    const { page, words } = agent
    await agent.list('all')
    await agent.openRow(customerName)
    await change(agent, 'give', language === 'en' ? 'Speak slowly, one step at a time' : '请说慢一些，一步一步来')
    const mark = agent.row(customerName).getByLabel(words.care.mark)
    await mark.waitFor()
    await page.locator('.sub', { hasText: words.care.mark }).waitFor()
    await agent.log.getByText(fill(words.care.event.given, { name })).waitFor()
    await doesNotScrollSideways(page)
    await look(agent.person, { screen: 'console', state: 'care' })

    await change(agent, 'end', language === 'en' ? 'No longer needed' : '不再需要')
    await mark.waitFor({ state: 'detached' })
    await agent.log.getByText(fill(words.care.event.ended, { name })).waitFor()
    const seen = await customer.panel.innerText()
    assert.ok(seen.includes(question) && !seen.includes(words.care.mark), seen)
  })

test('whom the wallet names gets it with the first words, and nobody has to do anything', async () => {
  const customer = await aCustomer(browser, service, { language: 'zh-CN', externalId: 'C-70533' })
  await customer.open()
  await customer.button(customer.words.typeOther).click()
  await customer.say('怎么查账单')
  const agent = await anAgentAt(browser, service, { language: 'zh-CN', name: '何佳' })
  await agent.list('all')
  await agent.row('何建国').getByLabel(agent.words.care.mark).waitFor()
  await agent.openRow('何建国')
  await agent.page.getByText(agent.words.care.whatHelps).first().waitFor()
  await look(agent.person, { screen: 'console', state: 'care-by-wallet' })
})
