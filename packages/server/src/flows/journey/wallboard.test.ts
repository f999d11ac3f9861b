/** A lead sees on one screen who waits, who works and what is late, and puts it right from there. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Wallboard } from '@yingda/protocol/http/wallboard.ts'
import { testDatabase } from '../../testing/database.ts'
import { anAgentAt, type Agent } from './agent.ts'
import { aBrowser } from './browser.ts'
import { aCustomer, type Customer } from './customer.ts'
import { eventually } from './eventually.ts'
import { doesNotScrollSideways, look } from './look.ts'
import { aService, demoOn } from './service.ts'

const database = await testDatabase()
const service = await aService({ env: demoOn(database.url) })
database.beforeDrop(() => service.stop())
const browser = await aBrowser()
// Nobody takes anything by himself, and what waits is soon at risk.
await sql`update staff set available = false`.execute(database.db)
await sql`update promise set warn_percent = 1, release_minutes = null where kind = 'first_reply'`.execute(database.db)

const fill = (words: string, values: Record<string, string | number>) => words.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]))

async function waits(language: 'zh-CN' | 'en', externalId: string): Promise<Customer> {
  const customer = await aCustomer(browser, service, { language, externalId })
  await customer.open()
  await customer.button(language === 'en' ? customer.words.typeTransfer : customer.words.typeRefund).click()
  await customer.say(language === 'en' ? 'Where is my transfer?' : '退款什么时候到')
  await customer.answers.first().waitFor()
  await customer.button(customer.words.person).click()
  return customer
}

/** By keyboard alone: the team of this name answers no more today, and then as usual again. */
async function closeForToday({ page, words, person }: Agent, team: string): Promise<void> {
  const it = words.wallboard
  const line = page.locator('.teams tr', { hasText: team })
  const hours = line.getByRole('button', { name: fill(it.hours.change, { team }) })
  await hours.press('Enter')
  const dialog = page.getByRole('dialog', { name: fill(it.hours.title, { team }) })
  const save = dialog.getByRole('button', { name: words.common.save, exact: true })
  await dialog.getByText(it.hours.own).waitFor()
  await dialog.getByRole('radio', { name: it.hours.only, exact: true }).press('Space')
  await dialog.getByLabel(fill(words.hours.from, { day: it.hours.today, number: 1 })).waitFor()
  await look(person, { screen: 'wallboard', state: 'hours' })
  await dialog.getByRole('radio', { name: it.hours.close, exact: true }).press('Space')
  await dialog.locator('.hoursnow .am').waitFor()
  await save.press('Enter')
  await line.getByText(it.hours.closed, { exact: true }).waitFor()
  await hours.press('Enter')
  assert.equal(await dialog.getByRole('radio', { name: it.hours.close, exact: true }).isChecked(), true)
  await dialog.getByRole('radio', { name: it.hours.usual, exact: true }).press('Space')
  await save.press('Enter')
  await line.getByText(it.hours.open, { exact: true }).waitFor()
}

/** Another team helps this one from now on, and then no more. */
async function haveHelped({ page, words, person }: Agent, team: string): Promise<void> {
  const it = words.wallboard
  const helpers = page.locator('.teams tr', { hasText: team }).getByRole('button', { name: fill(it.overflow.change, { team }) })
  await helpers.filter({ hasText: it.overflow.none }).press('Enter')
  const dialog = page.getByRole('dialog', { name: fill(it.overflow.title, { team }) })
  const save = dialog.getByRole('button', { name: words.common.save, exact: true })
  await dialog.getByRole('button', { name: words.overflow.add }).press('Enter')
  await dialog.locator('.helper').waitFor()
  await look(person, { screen: 'wallboard', state: 'overflow' })
  await save.press('Enter')
  await helpers.filter({ hasText: '1' }).press('Enter')
  await dialog.locator('.helper').getByRole('button').press('Enter')
  await save.press('Enter')
  await helpers.filter({ hasText: it.overflow.none }).waitFor()
}

/** What was read stays in sight, and that it does not move is said; without anything the reason stands there. */
async function cannotBeRead({ page, words, person, url }: Agent): Promise<void> {
  const it = words.wallboard
  await page.route('**/api/staff/wallboard', async (route) => {
    const board = (await (await route.fetch()).json()) as Wallboard
    await route.fulfill({ json: { ...board, at: new Date(Date.parse(board.at) - 60_000).toISOString() } })
  })
  await page.locator('.readat', { hasText: it.stale.split('{{')[0] ?? '' }).waitFor()
  await page.unroute('**/api/staff/wallboard')
  await page.locator('.readat:not(.am)').waitFor()
  await page.route('**/api/staff/wallboard', (route) => route.fulfill({ status: 500, json: { code: 'server.failed', message: '–', data: {} } }))
  await page.goto(`${url}/console/wallboard`)
  await page.locator('.failure').waitFor()
  await look(person, { screen: 'wallboard', state: 'failed' })
  await page.unroute('**/api/staff/wallboard')
  await page.getByRole('button', { name: words.common.retry }).press('Enter')
  await page.locator('.kpi').waitFor()
}

for (const [language, leadName, agentName, team, [first, firstName], [second, secondName]] of [
  ['zh-CN', '何佳', '林晓', '支付问题组', ['C-88102', '陈雨薇'], ['C-88214', '吴静怡']],
  ['en', 'Daniel Okafor', 'Maya Chen', 'Transfers', ['C-83350', 'Daniel Park'], ['C-35961', 'Sofia Marchetti']],
] as const) {
  test(`a lead watches the lines, steps in, reassigns, closes a team for today and has it helped (${language})`, async () => {
    const lead = await anAgentAt(browser, service, { language, name: leadName })
    const { page, words, person } = lead
    const it = words.wallboard
    await page.getByRole('link', { name: it.title, exact: true }).press('Enter')
    await page.getByRole('heading', { name: it.title, level: 1 }).waitFor()
    const figure = (label: string) => page.locator('.kpi > div', { hasText: label }).locator('.v')
    await figure(it.waiting).filter({ hasText: /^0$/ }).waitFor()
    await page.getByText(it.pressing.none, { exact: true }).waitFor()
    await page.getByText(it.alarms.none, { exact: true }).waitFor()
    await doesNotScrollSideways(page)
    await look(person, { screen: 'wallboard', state: 'quiet' })

    // Without a reload: who comes to work, who waits, and what is soon due.
    const agent = await anAgentAt(browser, service, { language, name: agentName })
    const onBoard = page.locator('.people tr', { hasText: agentName })
    await onBoard.getByText(it.staff.state.connected, { exact: true }).waitFor()
    const customers = [await waits(language, first), await waits(language, second)]
    await figure(it.waiting).filter({ hasText: /^2$/ }).waitFor()
    const pressing = (name: string) => page.locator('.pressing tr', { hasText: name })
    for (const name of [firstName, secondName]) await pressing(name).getByText(it.pressing.inLine, { exact: true }).waitFor()
    await sql`insert into alarm (id, kind, subject, data, raised_at, seen_at)
      select gen_random_uuid(), 'counts_differ', id::text, '{"byEntries": 2, "byObligations": 1}', now(), now() from conversation order by opened_at desc limit 1`.execute(
      database.db,
    )
    await page.locator('.alarm .rd').waitFor()
    for (const width of [1024, 1440, 1920]) {
      await page.setViewportSize({ width, height: width === 1920 ? 1080 : width === 1440 ? 900 : 768 })
      await doesNotScrollSideways(page)
      await look({ ...person, width }, { screen: 'wallboard', state: 'busy' })
    }
    await sql`update alarm set cleared_at = now()`.execute(database.db)

    // The names come late, on a small screen.
    await page.setViewportSize({ width: 1280, height: 720 })
    await page.route('**/api/staff/colleagues', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 700))
      await route.continue().catch(() => undefined)
    })
    await page.reload()
    await pressing(secondName)
      .getByRole('button', { name: new RegExp(`^${it.pressing.reassign}`) })
      .press('Enter')
    // By keyboard: who types at once types the name, and all of the sheet is in sight when the names are there.
    const search = page.locator('.panel').getByRole('searchbox', { name: words.picker.search })
    await eventually('the search has the focus', () => search.evaluate((input) => input.matches(':focus')))
    await page.locator('.choice', { hasText: agentName }).waitFor()
    await page.unroute('**/api/staff/colleagues')
    await eventually('the end of the sheet is in sight', async () => {
      const [sheet, window] = [await page.locator('.panel').boundingBox(), page.viewportSize()]
      return sheet !== null && window !== null && sheet.y + sheet.height <= window.height
    })
    await page.locator('.choice', { hasText: agentName }).click()
    await page.setViewportSize({ width: 1920, height: 1080 })
    await look({ ...person, width: 1920 }, { screen: 'wallboard', state: 'reassigning' })
    await page.locator('.panel').getByRole('button', { name: words.action.transferDo }).press('Enter')
    await pressing(secondName).getByText(agentName, { exact: true }).waitFor()
    await customers[1]?.panel.getByRole('heading', { name: agentName }).waitFor()
    await onBoard.getByText('1 / 5', { exact: true }).waitFor()
    await onBoard.getByRole('link', { name: secondName }).waitFor()

    await pressing(firstName)
      .getByRole('button', { name: new RegExp(`^${it.pressing.stepIn}`) })
      .press('Enter')
    await page.waitForURL(/inbox\/desk\//)
    await customers[0]?.panel.getByRole('heading', { name: leadName }).waitFor()
    await lead.reply(language === 'en' ? 'I have it now.' : '我来处理。')
    await customers[0]?.answers.filter({ hasText: language === 'en' ? 'I have it now.' : '我来处理。' }).waitFor()

    await page.getByRole('link', { name: it.title, exact: true }).press('Enter')
    await figure(it.waiting).filter({ hasText: /^0$/ }).waitFor()
    await page
      .locator('.kpi')
      .getByText(fill(it.keptOf, { kept: 1, of: 1 }))
      .waitFor()
    await page.setViewportSize({ width: 1440, height: 900 })
    await closeForToday(lead, team)
    await haveHelped(lead, team)
    await cannotBeRead(lead)

    await agent.page.getByRole('link', { name: it.title, exact: true }).waitFor({ state: 'detached' })
    await agent.page.goto(`${service.url}/console/wallboard`)
    await agent.page.getByText(words.denied.title).waitFor()
    assert.equal(await agent.page.locator('.kpi').count(), 0)
    // What the next language counts begins afresh.
    await agent.page.context().close()
    await sql`update obligation set closed_at = closed_at - interval '2 days' where not open`.execute(database.db)
  })
}

for (const [language, leadName] of [
  ['zh-CN', '何佳'],
  ['en', 'Daniel Okafor'],
] as const) {
  test(`a lead on another clock is told whose day “today” is, and one on the desk’s own is not (${language})`, async () => {
    const [there, here] = [
      await anAgentAt(browser, service, { language, name: leadName, timeZone: 'Pacific/Kiritimati' }),
      await anAgentAt(browser, service, { language, name: leadName }),
    ]
    const said = fill(there.words.wallboard.deskDay, { timeZone: 'Asia/Shanghai', day: '|' }).split('|')[0] ?? assert.fail('words')
    for (const { page } of [there, here]) {
      await page.setViewportSize({ width: 1024, height: 768 })
      await page.goto(`${service.url}/console/wallboard`)
      await page.locator('.kpi').waitFor()
    }
    await there.page.locator('.readat', { hasText: said }).waitFor()
    await doesNotScrollSideways(there.page)
    await look({ ...there.person, width: 1024 }, { screen: 'wallboard', state: 'other-clock' })
    assert.equal(await here.page.locator('.readat').count(), 1)
  })
}
