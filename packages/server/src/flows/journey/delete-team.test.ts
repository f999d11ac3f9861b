/** A team, and a canned reply, goes only after it was said what goes with it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../testing/database.ts'
import { anAgentAt } from './agent.ts'
import { aBrowser } from './browser.ts'
import { look } from './look.ts'
import { aService, demoOn } from './service.ts'

const database = await testDatabase()
const service = await aService({ env: demoOn(database.url) })
database.beforeDrop(() => service.stop())
const browser = await aBrowser()

const fill = (words: string, values: Record<string, string | number>) => words.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]))

for (const [language, team, members] of [
  ['zh-CN', '转账与提现', 4],
  ['en', 'Accounts and security', 4],
] as const) {
  test(`an admin who presses “delete” is told what goes with the team, and can keep it (${language})`, async () => {
    await sql`update staff set language = ${language}`.execute(database.db)
    await sql`insert into canned_reply (id, shortcut, title, text_zh, text_en, team_id)
      select gen_random_uuid(), ${`own-${language}`}, ${team}, '您好', 'Hello', id from team where ${team} in (name_zh, name_en)`.execute(database.db)
    const { page, words, person } = await anAgentAt(browser, service, { language, name: '周明' })
    await page.goto(`${service.url}/console/admin/teams`)
    const row = page.locator('.grid').getByRole('button', { name: team, exact: true })
    const edited = page.getByRole('dialog', { name: team, exact: true })
    const asked = page.getByRole('dialog', { name: fill(words.teams.deleteTitle, { team }) })
    const press = async (name: string) => ((await asked.isVisible()) ? asked : edited).getByRole('button', { name, exact: true }).press('Enter')

    await row.press('Enter')
    await edited.waitFor()
    await press(words.teams.delete)
    await asked.getByText(fill(words.teams.deleteWhat_other, { count: members })).waitFor()
    await look(person, { screen: 'console', state: 'delete-team' })
    await press(words.common.cancel)
    await edited.getByLabel(words.teams.nameEn).waitFor()
    await press(words.teams.delete)
    await asked.waitFor()
    await press(words.teams.delete)
    await asked.waitFor({ state: 'detached' })
    await page.getByText(words.teams.deleted).waitFor()
    await row.waitFor({ state: 'detached' })
    assert.equal(await row.count(), 0)

    // What was prepared for it alone is offered to nobody, is not told as everybody's, and goes to whom one chooses.
    await page.goto(`${service.url}/console/admin/canned-replies`)
    const own = page.locator('.grid tr', { hasText: `/own-${language}` })
    await own.getByText(words.replies.teamGone).waitFor()
    await own.getByRole('button').press('Enter')
    const reply = page.getByRole('dialog')
    await reply.getByText(words.replies.teamGoneHint).waitFor()
    await look(person, { screen: 'console', state: 'canned-of-deleted-team' })
    const save = reply.getByRole('button', { name: words.common.save, exact: true })
    assert.equal(await save.isDisabled(), true)
    await reply.getByLabel(words.replies.team).selectOption({ label: words.replies.everyone })
    await save.press('Enter')
    await own.getByText(words.replies.everyone).waitFor()

    // It goes only after it was asked, too.
    await own.getByRole('button').press('Enter')
    const remove = reply.getByRole('button', { name: words.replies.delete, exact: true })
    await remove.press('Enter')
    await reply.getByText(words.replies.deleteWhat).waitFor()
    await look(person, { screen: 'console', state: 'delete-canned' })
    await reply.getByRole('button', { name: words.common.cancel, exact: true }).press('Enter')
    await reply.getByLabel(words.replies.textEn).waitFor()
    assert.equal(await own.count(), 1)
    await remove.press('Enter')
    await reply.getByText(words.replies.deleteWhat).waitFor()
    await remove.press('Enter')
    await own.waitFor({ state: 'detached' })
  })
}
