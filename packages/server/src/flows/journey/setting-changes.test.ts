/** Who changed which setting is read on a page of its own, by those who lead. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../testing/database.ts'
import { anAgentAt } from './agent.ts'
import { aBrowser } from './browser.ts'
import { doesNotScrollSideways, look } from './look.ts'
import { aService, demoOn } from './service.ts'

const database = await testDatabase()
const service = await aService({ env: demoOn(database.url) })
database.beforeDrop(() => service.stop())
const browser = await aBrowser()

const fill = (words: string, values: Record<string, string | number>) => words.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]))

for (const [language, { zone, leadName, agentName, minutes }] of [
  ['zh-CN', { zone: 'Asia/Tokyo', leadName: '何佳', agentName: '苏婷', minutes: 7 }],
  ['en', { zone: 'Asia/Singapore', leadName: '何佳', agentName: '苏婷', minutes: 9 }],
] as const) {
  test(`what an admin changed a lead reads, from what to what; an agent is told that it is not for him (${language})`, async () => {
    await sql`update staff set language = ${language}`.execute(database.db)
    const admin = await anAgentAt(browser, service, { language, name: '周明' })
    const { page, words } = admin
    const save = (within: typeof page | ReturnType<typeof page.getByRole>) =>
      within.getByRole('button', { name: words.common.save, exact: true }).press('Enter')
    await page.goto(`${service.url}/console/admin/promises`)
    const { first_reply: promise } = words.promise
    const priority = words.promises.priorities.normal
    await page.getByLabel(fill(words.promises.cell, { what: promise, priority, column: words.promises.minutes }), { exact: true }).fill(String(minutes))
    await save(page)
    await page.getByText(words.promises.saved).waitFor()
    await page.goto(`${service.url}/console/admin/hours`)
    await page.locator('.grid').getByRole('button').first().press('Enter')
    const hours = page.getByRole('dialog')
    await hours.getByLabel(words.hours.timeZone).selectOption(zone)
    await save(hours)
    await hours.waitFor({ state: 'detached' })

    const lead = await anAgentAt(browser, service, { language, name: leadName, size: { width: 1024, height: 768 } })
    await lead.page.goto(`${service.url}/console/admin/changes`)
    const rows = lead.page.getByRole('table', { name: words.changes.title }).locator('tbody tr')
    const changed = rows.filter({ hasText: fill(words.changes.promise, { promise, priority }) }).first()
    await changed.getByText('周明').waitFor()
    assert.match(await changed.innerText(), new RegExp(`→ ${minutes}$`, 'm'))
    await rows
      .filter({ hasText: `→ ${zone}` })
      .first()
      .waitFor()
    await doesNotScrollSideways(lead.page)
    await look(lead.person, { screen: 'console', state: 'setting-changes' })

    const agent = await anAgentAt(browser, service, { language, name: agentName })
    await agent.page.goto(`${service.url}/console/admin/changes`)
    await agent.page.getByText(words.denied.title).waitFor()
  })
}
