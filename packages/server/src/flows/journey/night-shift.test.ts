/** Past midnight the shift of the evening before still runs: "closed today" does not end it, and the lead can. */
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { CalendarRules } from '@yingda/protocol/http/calendar.ts'
import { testDatabase } from '../../testing/database.ts'
import { anAgentAt } from './agent.ts'
import { aBrowser } from './browser.ts'
import { look } from './look.ts'
import { aService, demoOn } from './service.ts'
import { zoneWhereItIs } from './zone.ts'

const database = await testDatabase()
const service = await aService({ env: demoOn(database.url) })
database.beforeDrop(() => service.stop())
const browser = await aBrowser()

const fill = (words: string, values: Record<string, string>) => words.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]))

const NIGHT = [{ from: '18:00', until: '06:00' }]
const rules: CalendarRules = {
  nameZh: '晚班',
  nameEn: 'Nights',
  timeZone: zoneWhereItIs(3),
  weekly: Array.from({ length: 7 }, () => NIGHT),
  exceptions: [],
  chinaHolidays: false,
}

for (const [language, name, team] of [
  ['zh-CN', '何佳', '转账与提现'],
  ['en', 'Daniel Okafor', 'Accounts and security'],
] as const) {
  test(`at three at night a lead who closes a team for today is told that the night shift goes on, ends it, and lets it go on after all (${language})`, async () => {
    const id = randomUUID()
    await sql`insert into business_calendar (id, name_zh, name_en, rules, created_at)
      values (${id}, ${rules.nameZh}, ${rules.nameEn}, ${JSON.stringify(rules)}, now())`.execute(database.db)
    await sql`update team set calendar_id = ${id} where name_zh = ${team} or name_en = ${team}`.execute(database.db)
    const { page, words, person } = await anAgentAt(browser, service, { language, name })
    const it = words.wallboard.hours
    await page.goto(`${service.url}/console/wallboard`)
    const line = page.locator('.teams tr', { hasText: team })
    const dialog = page.getByRole('dialog', { name: fill(it.title, { team }) })
    const shift = dialog.getByRole('checkbox', { name: it.endShift })
    const open = () => line.getByRole('button', { name: fill(it.change, { team }) }).press('Enter')
    const save = () => dialog.getByRole('button', { name: words.common.save, exact: true }).press('Enter')

    await open()
    await dialog.getByRole('radio', { name: it.close, exact: true }).check()
    await dialog.locator('.hoursnow .ok').waitFor()
    await dialog.getByText(fill(it.shift, { from: '18:00', until: '06:00' })).waitFor()
    await shift.press('Space')
    await dialog.locator('.hoursnow .am').waitFor()
    await look(person, { screen: 'wallboard', state: 'night-shift' })
    await save()
    await line.getByText(it.closed, { exact: true }).waitFor()

    await open()
    await dialog.getByText(fill(it.shiftEnded, { from: '18:00', until: '06:00' })).waitFor()
    await shift.and(page.locator(':checked')).waitFor()
    await shift.press('Space')
    await save()
    await line.getByText(it.open, { exact: true }).waitFor()
  })
}
