import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../testing/database.ts'
import { anAgentAt, DESKTOP, type Agent } from './agent.ts'
import { aBrowser } from './browser.ts'
import { aCustomer } from './customer.ts'
import { eventually } from './eventually.ts'
import { doesNotScrollSideways, look, nothingIsCutOff, type Seen } from './look.ts'
import { aService, demoOn } from './service.ts'

const database = await testDatabase()
const service = await aService({ env: demoOn(database.url) })
database.beforeDrop(() => service.stop())
const browser = await aBrowser()
// Both lead the team that answers; neither is given anything.
await sql`insert into team_member (staff_id, team_id) select s.id, t.id from staff s, team t where s.role = 'lead' on conflict do nothing`.execute(database.db)
await sql`update staff set available = false where role = 'lead'`.execute(database.db)

const SMALL = { width: 1024, height: 768 }

/** Hours pass at once: an hour is left, or none. */
const hurry = (left: string, conversationId: string) =>
  sql`update resolution set started_at = now() - interval '14 hours', warn_at = now(), due_at = now() + ${left}::interval
    where conversation_id = ${conversationId}`.execute(database.db)
const openIn = ({ page }: Agent): string => new URL(page.url()).pathname.split('/').at(-1) ?? ''

const fill = (words: string, values: Record<string, string | number>) => words.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]))
/** These words, whatever instant stands in them. */
const atAnyTime = (words: string): RegExp => new RegExp(words.replace('{{at}}', '.*\\d\\d:\\d\\d'))

const cellIn = ({ page, words }: Agent, column: 'minutes' | 'warnPercent') =>
  page.getByLabel(fill(words.promises.cell, { what: words.promise.resolution, priority: words.promises.priorities.normal, column: words.promises[column] }), {
    exact: true,
  })

/** By keyboard alone: within how many minutes anything ordinary is to be resolved; nothing = that is not promised. */
async function promise(lead: Agent, minutes: string): Promise<void> {
  const { page, words } = lead
  await cellIn(lead, 'minutes').focus()
  await page.keyboard.press('ControlOrMeta+a')
  if (minutes === '') await page.keyboard.press('Delete')
  else await page.keyboard.type(minutes)
  await page.keyboard.press('Enter')
  await page.getByText(words.promises.saved).first().waitFor()
  await page.reload()
  await page.locator('.promises .grid').waitFor()
  assert.equal(await cellIn(lead, 'minutes').inputValue(), minutes)
}

/** A promise to resolve is no must: a lead ends it for one kind of question, and makes it again. */
async function endAndMakeAgain(lead: Agent): Promise<void> {
  const { page, words, person, url } = lead
  await page.goto(`${url}/console/admin/promises`)
  await page.locator('.promises .grid').waitFor()
  assert.equal(await cellIn(lead, 'minutes').inputValue(), '960')
  await page
    .locator('.promises tr', { has: cellIn(lead, 'minutes') })
    .getByText(fill(words.time.hours_other, { count: 16 }))
    .waitFor()
  await doesNotScrollSideways(page)
  await look(person, { screen: 'console', state: 'promises-resolution' })
  await promise(lead, '')
  assert.equal(await cellIn(lead, 'minutes').getAttribute('placeholder'), words.promises.unpromised)
  assert.equal(await cellIn(lead, 'warnPercent').count(), 0, 'there is nothing to be warned of')
  await look(person, { screen: 'console', state: 'promises-unpromised' })
  await promise(lead, '90')
  await page.getByText(fill(words.promises.hoursMinutes, { hours: 1, minutes: 30 })).waitFor()
  assert.equal(await cellIn(lead, 'warnPercent').inputValue(), '75')
}

/** In both widths, in which nothing may be cut off. */
async function lookAtBoth({ page, person }: Agent, seen: Seen): Promise<void> {
  for (const size of [SMALL, DESKTOP]) {
    await page.setViewportSize(size)
    await doesNotScrollSideways(page)
    await nothingIsCutOff(page)
    await look({ ...person, width: size.width }, seen)
  }
}

/** Who leads is told on any page that it was not resolved in time, and sees it on the wallboard for what it is. */
async function isTold(lead: Agent, names: { customer: string; holder: string }): Promise<void> {
  const { page, words, person, url } = lead
  const line = page.locator('.banner.missed', { hasText: names.customer })
  await line.filter({ hasText: words.missed.oneUnresolved.split('{{reference}}')[1]?.split('{{')[0] ?? '' }).waitFor()
  await line.getByText(fill(words.missed.heldBy, { name: names.holder })).waitFor()
  await doesNotScrollSideways(page)
  await look(person, { screen: 'console', state: 'resolution-told' })
  await line.getByRole('button', { name: words.missed.seen }).press('Enter')
  await line.waitFor({ state: 'detached' })
  await page.goto(`${url}/console/wallboard`)
  await page.locator('.pressing tr', { hasText: names.customer }).getByText(words.promise.resolution, { exact: true }).waitFor()
  await lookAtBoth(lead, { screen: 'wallboard', state: 'resolution' })
}

for (const [language, leadName, agentName, externalId, customerName, reply] of [
  ['zh-CN', '何佳', '林晓', 'C-88214', '吴静怡', '您好，我先去核实这笔交易，今天之内告诉您结果。'],
  ['en', 'Daniel Okafor', 'Maya Chen', 'C-83350', 'Daniel Park', 'I’m checking this with the bank and will tell you today.'],
] as const) {
  test(`until when it is to be resolved is promised, seen, nearly over and over (${language})`, async () => {
    await sql`update promise set minutes = 960 where kind = 'resolution' and priority = 'normal'`.execute(database.db)
    const lead = await anAgentAt(browser, service, { language, name: leadName, size: SMALL })
    await endAndMakeAgain(lead)

    const agent = await anAgentAt(browser, service, { language, name: agentName })
    const { page, words, url } = agent
    const customer = await aCustomer(browser, service, { language, externalId })
    await customer.open()
    await customer.button(customer.words.homePerson).click()
    await agent.openRow(customerName)
    const facts = page.locator('.sub')
    const by = words.promise.resolveBy
    await facts.locator('span:not(.am, .rd)', { hasText: atAnyTime(by.plain) }).waitFor()
    await agent.reply(reply)
    await customer.answers.filter({ hasText: reply }).waitFor()
    await facts.getByText(words.status.answered).waitFor()
    await lookAtBoth(agent, { screen: 'console', state: 'resolution-promised' })

    // Wherever the holder is, he is told once, and led to it.
    const conversationId = openIn(agent)
    await page.goto(`${url}/console/settings`)
    await eventually('the desk has been read', async () => (await page.title()) === words.shell.title)
    await page.locator('.views').waitFor()
    await hurry('1 hour', conversationId)
    const notice = page.locator('.notice', { hasText: fill(words.missed.resolutionAtRisk, { name: customerName, reference: 'C-' }).split('C-')[0] ?? '' })
    await notice.getByRole('button', { name: words.missed.open }).click()
    await page.waitForURL(`${url}/console/inbox/desk/${conversationId}`)
    await facts.locator('.am', { hasText: atAnyTime(by.wait) }).waitFor()
    await page.locator('.listcol .grp', { hasText: words.list.group.for_me }).waitFor()
    await agent.log.locator('.ev', { hasText: atAnyTime(words.event.resolutionAtRisk) }).waitFor()
    await agent.row(customerName).locator('.w.wait').waitFor()
    await lookAtBoth(agent, { screen: 'console', state: 'resolution-at-risk' })

    await hurry('0', conversationId)
    await agent.log.locator('.ev', { hasText: atAnyTime(words.event.resolutionMissed) }).waitFor()
    await facts.locator('.rd').waitFor()
    await agent.row(customerName).locator('.w.risk').waitFor()
    await lookAtBoth(agent, { screen: 'console', state: 'resolution-missed' })

    await isTold(lead, { customer: customerName, holder: agentName })

    await agent.resolve()
    await facts.getByText(words.status.resolved).waitFor()
    assert.equal(await facts.locator('.rd').count(), 0)
  })
}
