/** Who takes the last one out of a team is told, before it is saved, that nobody is left there. */
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
await sql`update staff set available = false`.execute(database.db)
await sql`delete from team_member m using team t, staff s
  where t.id = m.team_id and s.id = m.staff_id and t.name_en = 'Payments' and s.name not in ('林晓', '周明')`.execute(database.db)
await sql`delete from team_member m using staff s where s.id = m.staff_id and s.name = '周明'`.execute(database.db)

const fill = (words: string, values: Record<string, string | number>) => words.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]))

for (const [language, team, externalId, count] of [
  ['zh-CN', '支付问题组', 'C-88102', 1],
  ['en', 'Payments', 'C-83350', 2],
] as const) {
  test(`taking the last one out of a team, or letting him go, says who is left without an answer (${language})`, async () => {
    await sql`update staff set language = ${language}`.execute(database.db)
    const customer = await aCustomer(browser, service, { language, externalId })
    await customer.open()
    await customer.button(customer.words.typePayment).click()
    await customer.say(language === 'en' ? 'A person, please' : '转人工')
    await customer.panel.getByText(customer.words.waitingTitle).first().waitFor()

    const { page, words, person } = await anAgentAt(browser, service, { language, name: '周明' })
    await page.goto(`${service.url}/console/admin/staff`)
    await page.locator('.grid').getByRole('button', { name: '林晓', exact: true }).press('Enter')
    const dialog = page.getByRole('dialog', { name: '林晓', exact: true })
    const box = (name: string) => dialog.getByRole('checkbox', { name, exact: true })
    const told = dialog.getByRole('alert').getByText(fill(words.staff.leftEmpty, { teams: team }))
    await box(team).waitFor()
    assert.equal(await told.count(), 0)
    await box(team).uncheck()
    await told.waitFor()
    await dialog
      .getByText(fill('leftWaiting_one' in words.staff && count === 1 ? String(words.staff.leftWaiting_one) : words.staff.leftWaiting_other, { count }))
      .waitFor()
    await look(person, { screen: 'console', state: 'last-of-team' })
    await box(team).check()
    await told.waitFor({ state: 'detached' })
    await box(words.staff.active).uncheck()
    await told.waitFor()
    await dialog.getByRole('button', { name: words.common.cancel, exact: true }).press('Enter')
  })
}
