/** A line that is closed while people wait in it: they read no promise that nobody is there to keep. */
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../testing/database.ts'
import { anAgentAt } from './agent.ts'
import { aBrowser } from './browser.ts'
import { aCustomer } from './customer.ts'
import { doesNotScrollSideways, look } from './look.ts'
import { aService, demoOn } from './service.ts'
import { zoneWhereItIs } from './zone.ts'

const database = await testDatabase()
// Shortly before midnight what was promised would lie behind the next opening.
const service = await aService({ env: { ...demoOn(database.url), TIME_ZONE: zoneWhereItIs(12) } })
database.beforeDrop(() => service.stop())
const browser = await aBrowser()
await sql`update staff set available = false`.execute(database.db)

const fill = (words: string, values: Record<string, string | number>) => words.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]))

for (const [language, leadName, team, externalId] of [
  ['zh-CN', '何佳', '支付问题组', 'C-88102'],
  ['en', 'Daniel Okafor', 'Transfers', 'C-83350'],
] as const) {
  test(`who waits when a line is closed for today reads that what was promised may come later; who closes it, that somebody waits (${language})`, async () => {
    const customer = await aCustomer(browser, service, { language, externalId })
    const { words } = customer
    const beginning = (say: (time: string, zone: string) => string): string => say('|', '').split('|')[0]?.trim() ?? ''
    await customer.open()
    await customer.button(language === 'en' ? words.typeTransfer : words.typeRefund).click()
    await customer.say(language === 'en' ? 'Where is my transfer?' : '退款什么时候到')
    await customer.answers.first().waitFor()
    await customer.button(words.person).click()
    await customer.panel.getByText(beginning(words.queueAimsBy)).waitFor()

    const { page, words: it, person } = await anAgentAt(browser, service, { language, name: leadName })
    await page.goto(`${service.url}/console/wallboard`)
    const hours = it.wallboard.hours
    await page
      .locator('.teams tr', { hasText: team })
      .getByRole('button', { name: fill(hours.change, { team }) })
      .press('Enter')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('radio', { name: hours.close, exact: true }).press('Space')
    await dialog.getByText(fill((hours as Record<string, string>)[language === 'en' ? 'waiting_one' : 'waiting_other'] ?? '', { count: 1 })).waitFor()
    await look(person, { screen: 'wallboard', state: 'hours-while-waiting' })
    await dialog.getByRole('button', { name: it.common.save, exact: true }).press('Enter')

    await customer.panel.getByText(language === 'en' ? 'may be later' : '可能要晚一些').waitFor()
    await customer.panel.getByText(beginning(words.queueAimsBy)).first().waitFor({ state: 'detached' })
    await look(customer.person, { screen: 'widget', state: 'closed-early' })
    await doesNotScrollSideways(customer.page)
  })
}
