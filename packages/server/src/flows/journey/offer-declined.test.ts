/** Who is asked says no by a key; who does not answer twice is taken for away, is told so, and says what holds. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../testing/database.ts'
import { anAgentAt } from './agent.ts'
import { aBrowser } from './browser.ts'
import { aCustomer } from './customer.ts'
import { eventually } from './eventually.ts'
import { doesNotScrollSideways, look } from './look.ts'
import { aService, demoOn } from './service.ts'

const database = await testDatabase()
const { db } = database
const service = await aService({ env: demoOn(database.url) })
database.beforeDrop(() => service.stop())
const browser = await aBrowser()
await sql`update team set accept_seconds = 60`.execute(db)

async function lapsed(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from entry where type = 'conversation.offer_ended' and data ->> 'why' = 'lapsed'`.execute(db)
  return rows[0]?.count ?? 0
}
/** The time of what is offered now is over, without waiting for it. */
async function letLapse(): Promise<void> {
  const before = await lapsed()
  await eventually('an offer lapses', async () => {
    await sql`update conversation set offer_until = now() - interval '1 second' where offered_to is not null`.execute(db)
    return (await lapsed()) > before
  })
}
const isAvailable = async (name: string): Promise<boolean | undefined> =>
  (await sql<{ available: boolean }>`select available from staff where name = ${name}`.execute(db)).rows[0]?.available

for (const [language, name, type, externalIds, question, width] of [
  ['zh-CN', '林晓', 'typePayment', ['C-88102', 'C-88214'], '付款一直失败', 1440],
  ['en', 'Daniel Okafor', 'typeTransfer', ['C-83350', 'C-62208'], 'My transfer has not arrived', 1024],
] as const)
  test(`who is asked says no by a key; who lets two lapse is set to away and says what holds (${language})`, async () => {
    const agent = await anAgentAt(browser, service, { language, name, size: { width, height: 900 } })
    const { page, words } = agent
    const card = page.locator('section.offer')
    const ask = async (externalId: string) => {
      const customer = await aCustomer(browser, service, { language, externalId })
      await customer.open()
      await customer.button(customer.words[type]).click()
      await customer.say(question)
      await customer.button(customer.words.person).click()
      await card.getByText(question).waitFor()
    }
    await ask(externalIds[0])
    await page.keyboard.press('x')
    await page.getByText(words.offer.declined).waitFor()
    await card.waitFor({ state: 'detached' })
    await look(agent.person, { screen: 'console', state: 'offer-declined' })

    await ask(externalIds[1])
    await letLapse()
    await letLapse()
    const banner = page.locator('.banner', { hasText: words.away.offers_missed })
    await banner.waitFor()
    await card.waitFor({ state: 'detached' })
    assert.equal(await isAvailable(name), false)
    await doesNotScrollSideways(page)
    await look(agent.person, { screen: 'console', state: 'set-to-away' })
    await banner.getByRole('button', { name: language === 'en' ? words.away.back : words.away.stay, exact: true }).press('Enter')
    await banner.waitFor({ state: 'detached' })
    assert.equal(await isAvailable(name), language === 'en')
    if (language === 'en') await card.getByText(question).waitFor()
  })
