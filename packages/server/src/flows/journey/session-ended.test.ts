/** Whose session ends in the middle of a sentence is told so, and finds the sentence again. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../testing/database.ts'
import { anAgentAt } from './agent.ts'
import { aBrowser } from './browser.ts'
import { aCustomer } from './customer.ts'
import { look } from './look.ts'
import { aService, demoOn } from './service.ts'

const database = await testDatabase()
const service = await aService({ env: demoOn(database.url) })
database.beforeDrop(() => service.stop())
const browser = await aBrowser()

for (const [language, name, externalId, customerName] of [
  ['zh-CN', '林晓', 'C-88214', '吴静怡'],
  ['en', 'Maya Chen', 'C-35961', 'Sofia Marchetti'],
] as const) {
  test(`an agent whose session ends while writing is told that it did, and goes on writing after signing in (${language})`, async () => {
    const agent = await anAgentAt(browser, service, { language, name })
    const { page, words, person } = agent
    const customer = await aCustomer(browser, service, { language, externalId })
    await customer.open()
    await customer.button(customer.words.typeRefund).click()
    await customer.say(language === 'en' ? 'Where is my refund?' : '退款什么时候到')
    await customer.answers.first().waitFor()
    await customer.button(customer.words.person).click()
    await agent.openRow(customerName)
    await agent.composer.fill('½')
    await page.waitForFunction(() => Object.values(localStorage).some((value) => String(value).includes('½')))

    await sql`delete from staff_session`.execute(database.db)
    await page.getByText(words.signIn.ended).waitFor()
    await look(person, { screen: 'signin', state: 'session-ended' })
    await page.locator('.demo button', { hasText: name }).click()
    await agent.composer.waitFor()
    assert.equal(await agent.composer.inputValue(), '½')
    // Who comes for the first time is told nothing of it.
    await page.context().clearCookies()
    await page.reload()
    await page.getByText(words.signIn.sub).waitFor()
  })
}
