/** Who sets how a team works is told what it means before it is saved. */
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

const fill = (words: string, values: Record<string, string | number>) => words.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]))

for (const [language, teams, externalId, count] of [
  ['zh-CN', { own: '支付问题组', helper: '账户与安全' }, 'C-88102', 1],
  ['en', { own: 'Payments', helper: 'Accounts and security' }, 'C-83350', 2],
] as const) {
  test(`of a team’s questions, helpers and hours is said what they mean for who waits (${language})`, async () => {
    await sql`update staff set language = ${language}`.execute(database.db)
    await sql`update staff set skills = skills - 'refund' where id in (select m.staff_id from team_member m join team t on t.id = m.team_id where ${teams.helper} in (name_zh, name_en))`.execute(
      database.db,
    )
    const customer = await aCustomer(browser, service, { language, externalId })
    await customer.open()
    await customer.button(customer.words.typeRefund).click()
    await customer.say(language === 'en' ? 'Where is my refund?' : '退款什么时候到')
    await customer.answers.first().waitFor()
    await customer.button(customer.words.person).click()
    await customer.panel.getByText(customer.words.queueAimsBy('|', '').split('|')[0]?.trim() ?? '').waitFor()

    const { page, words, person } = await anAgentAt(browser, service, { language, name: '周明' })
    await page.goto(`${service.url}/console/admin/teams`)
    await page.locator('.grid').getByRole('button', { name: teams.own, exact: true }).press('Enter')
    const dialog = page.getByRole('dialog', { name: teams.own, exact: true })
    const refund = dialog.getByRole('checkbox', { name: words.question.refund, exact: true })
    await dialog.getByRole('button', { name: words.overflow.add }).press('Enter')
    await dialog.getByLabel(fill(words.overflow.team, { number: 1 })).selectOption({ label: teams.helper })
    await dialog.getByText(fill(words.overflow.unskilled, { questions: words.question.refund })).waitFor()
    await look(person, { screen: 'console', state: 'helper-unskilled' })
    await refund.uncheck()
    await dialog.getByText(fill(words.teams.nobody_has_it, { team: teams.own })).waitFor()
    await look(person, { screen: 'console', state: 'question-of-nobody' })
    await dialog.getByRole('button', { name: words.common.cancel, exact: true }).press('Enter')

    await page.goto(`${service.url}/console/admin/hours`)
    await page.locator('.grid').getByRole('button').first().press('Enter')
    const hours = page.getByRole('dialog')
    await hours.getByRole('checkbox', { name: teams.own, exact: true }).check()
    await hours.getByText(fill(words.hours.waiting_other, { count })).waitFor()
    await look(person, { screen: 'console', state: 'hours-while-waiting' })
    await hours.getByRole('button', { name: words.common.save, exact: true }).press('Enter')
    await hours.waitFor({ state: 'detached' })
    await page.locator('.grid').getByRole('button').first().press('Enter')
    await hours.getByRole('checkbox', { name: teams.own, exact: true }).uncheck()
    await hours.getByText(words.hours.becomesAlways).waitFor()
    await hours.getByRole('button', { name: words.common.save, exact: true }).press('Enter')
    await hours.waitFor({ state: 'detached' })
  })
}
