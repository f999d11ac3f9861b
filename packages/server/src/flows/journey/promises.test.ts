import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { AlarmView, Reconciliation } from '@yingda/protocol/http/watch.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { CSV_WORDS } from '@yingda/i18n/csv.ts'
import { sql } from 'kysely'
import { testDatabase } from '../../testing/database.ts'
import { anAgentAt, type Agent } from './agent.ts'
import { aBrowser } from './browser.ts'
import { aCustomer } from './customer.ts'
import { eventually } from './eventually.ts'
import { doesNotScrollSideways, look } from './look.ts'
import { aService, demoOn } from './service.ts'

const database = await testDatabase()
const service = await aService({ env: demoOn(database.url) })
database.beforeDrop(() => service.stop())
const browser = await aBrowser()
// Both lead the team that answers; neither is given anything.
await sql`insert into team_member (staff_id, team_id) select s.id, t.id from staff s, team t where s.role = 'lead' on conflict do nothing`.execute(database.db)
await sql`update staff set available = false where role = 'lead'`.execute(database.db)

/** The least that can be promised is a minute; here it passes at once, but for what is looked at in between. */
const hurry = (column: 'warn_at' | 'due_at', conversationId: string) =>
  sql`update obligation set ${sql.ref(column)} = now() where conversation_id = ${conversationId} and open`.execute(database.db)
const openIn = ({ page }: Agent): string => new URL(page.url()).pathname.split('/').at(-1) ?? ''

const fill = (words: string, values: Record<string, string | number>) => words.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]))

/** By keyboard alone: the first answer to anything else, to the minimum. */
async function promiseAMinute({ page, words, person }: Agent, warnPercent: string): Promise<void> {
  const cell = (column: 'minutes' | 'warnPercent' | 'releaseMinutes') =>
    page.getByLabel(
      fill(words.promises.cell, { what: words.promise.first_reply, priority: words.promises.priorities.normal, column: words.promises[column] }),
      {
        exact: true,
      },
    )
  const save = page.getByRole('button', { name: words.common.save, exact: true })
  await cell('minutes').focus()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('0')
  await page.getByText(words.promises.wrong_minutes).waitFor()
  assert.equal(await save.isDisabled(), true)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('1')
  await page.keyboard.press('Tab')
  await page.keyboard.type(warnPercent)
  await page.keyboard.press('Tab')
  assert.equal(await cell('releaseMinutes').evaluate((input) => input.matches(':focus')), true)
  await look(person, { screen: 'console', state: 'promises-typed' })
  await page.keyboard.press('Enter')
  await page.getByText(words.promises.saved).waitFor()
  await page.reload()
  await page.locator('.promises .grid').waitFor()
  assert.deepEqual([await cell('minutes').inputValue(), await cell('warnPercent').inputValue()], ['1', warnPercent])
}

/** Seven days, over which everything that can become of a request became of some. */
function aWeek(): Reconciliation {
  const decided = { 'resolved:spam': 1, 'conversation.awaiting_customer': 2, 'closed:merged': 1 }
  const rows = Array.from({ length: 7 }, (_, index) => {
    const [answered, open] = [31 + index, index === 6 ? 4 : 0]
    const late = { late: open, withdrawnLate: 0, decidedLate: 1 }
    const resolving = { toResolve: 12, resolvedInTime: 9, resolvedLate: 2 }
    const came = { day: `2026-11-${16 + index}`, channel: 'web', received: answered + 6 + open }
    return { ...came, answered, inTime: answered - index, withdrawn: 2, decided, open, ...late, ...resolving }
  })
  return { from: '2026-11-16', until: '2026-11-22', timeZone: 'Asia/Shanghai', rows }
}

/** Nothing goes wrong here by itself: the answer to the screen's question is made up, what it makes of it is not. */
async function showAlarms({ page, words, person, url }: Agent, conversationId: string): Promise<void> {
  const at = (minutesAgo: number) => new Date(Date.now() - minutesAgo * 60_000).toISOString()
  const alarm = (kind: AlarmView['kind'], subject: string, data: AlarmView['data'], clearedAt: string | null = null): AlarmView => ({
    id: randomUUID(),
    kind,
    subject,
    conversationId: subject === conversationId ? (subject as ConversationId) : null, // its own
    data,
    raisedAt: at(12),
    clearedAt,
  })
  const alarms = [
    alarm('nobody_to_hand_over_to', conversationId, {}),
    alarm('counts_differ', conversationId, { byEntries: 2, byObligations: 1 }),
    alarm('counts_differ', 'all', { byEntries: 5, byObligations: 4 }),
    alarm('reaction_stuck', 'bot', { streams: 3 }),
    alarm('reaction_stuck', 'search', { streams: 40 }, at(5)),
  ]
  await page.route('**/api/staff/alarms', (route) => route.fulfill({ json: { alarms } }))
  await page.route('**/api/staff/reconciliation?*', (route) => route.fulfill({ json: aWeek() }))
  await page.reload()
  const link = page.getByRole('link', { name: words.watch.title })
  await link.getByRole('img', { name: fill(words.watch.openAlarms_other, { count: 4 }) }).waitFor()
  const lines = page.locator('.alarm')
  await lines.nth(4).waitFor()
  await page.getByText(fill(words.watch.kind.counts_differ, { byEntries: 2, byObligations: 1 })).waitFor()
  await lines
    .filter({ hasText: words.watch.beyondReach })
    .getByText(fill(words.watch.kind.counts_differ, { byEntries: 5, byObligations: 4 }))
    .waitFor()
  await doesNotScrollSideways(page)
  await page.locator('.equation', { hasText: fill(words.watch.equation, { received: 284, answered: 238, withdrawn: 14, decided: 28, open: 4 }) }).waitFor()
  await page
    .getByText(fill(words.watch.reason.resolved, { outcome: words.outcome.spam }))
    .first()
    .waitFor()
  assert.equal(await page.getByText(/NaN/).count(), 0)
  await look(person, { screen: 'console', state: 'alarms' })
  assert.equal(await page.getByRole('link', { name: words.watch.openConversation }).count(), 2)
  await page.getByRole('link', { name: words.watch.openConversation }).first().press('Enter')
  await page.waitForURL(`${url}/console/inbox/all/${conversationId}`)
}

/** Wherever the holder is in the console, he is told once that the time is nearly over, and led to it. */
async function isWarned({ page, words, url }: Agent, conversationId: string, customerName: string): Promise<void> {
  await page.goto(`${url}/console/settings`)
  await eventually('the desk has been read', async () => (await page.title()) === fill(words.shell.titleWithCount, { total: 1 }))
  await hurry('warn_at', conversationId)
  const notice = page.locator('.notice', { hasText: fill(words.missed.atRisk, { name: customerName, reference: 'C-' }).split('C-')[0] ?? '' })
  await notice.getByRole('button', { name: words.missed.open }).click()
  await page.waitForURL(`${url}/console/inbox/desk/${conversationId}`)
  await notice.waitFor({ state: 'detached' })
}

/** Who leads is told on any page that the time is over, by a line that stays until it was seen. */
async function isTold({ page, words, person, url }: Agent, conversationId: string, names: { customer: string; holder: string }): Promise<void> {
  const line = page.locator('.banner.missed', { hasText: names.customer })
  await line.getByText(fill(words.missed.heldBy, { name: names.holder })).waitFor()
  await doesNotScrollSideways(page)
  await look(person, { screen: 'console', state: 'missed-told' })
  await line.getByRole('link', { name: words.missed.open }).press('Enter')
  await page.waitForURL(`${url}/console/inbox/all/${conversationId}`)
  await line.getByRole('button', { name: words.missed.seen }).press('Enter')
  await line.waitFor({ state: 'detached' })
}

for (const [language, leadName, agentName, externalId, customerName, warnPercent] of [
  ['zh-CN', '何佳', '林晓', 'C-88214', '吴静怡', '50'],
  ['en', 'Daniel Okafor', 'Maya Chen', 'C-83350', 'Daniel Park', '40'],
] as const) {
  test(`a promise is set, nobody answers, and everybody sees that it was missed (${language})`, async () => {
    const lead = await anAgentAt(browser, service, { language, name: leadName, size: { width: 1024, height: 768 } })
    const { page, words, url } = lead
    await page.goto(`${url}/console/admin/promises`)
    await page.locator('.promises .grid').waitFor()
    await doesNotScrollSideways(page)
    await look(lead.person, { screen: 'console', state: 'promises' })
    await promiseAMinute(lead, warnPercent)

    const agent = await anAgentAt(browser, service, { language, name: agentName })
    const customer = await aCustomer(browser, service, { language, externalId })
    await customer.open()
    await customer.button(customer.words.homePerson).click()
    await agent.openRow(customerName)
    await agent.page
      .getByRole('button', { name: fill(words.list.orderIs, { order: words.list.order.promise_left, next: words.list.order.longest_wait }) })
      .waitFor()
    const bar = agent.row(customerName).first().locator('.w')
    await agent.page.locator('a.row .w.plain').first().waitFor()

    // Meanwhile the account knows of it.
    await page.goto(`${url}/console/watch`)
    const sum = page.getByRole('region', { name: words.watch.accounts }).locator('tfoot td')
    await sum.first().waitFor()
    assert.ok(Number(await sum.nth(5).innerText()) >= 1, 'it is open')

    const conversationId = openIn(agent)
    await isWarned(agent, conversationId, customerName)
    await agent.page.locator('a.row .w.wait').first().waitFor()
    await agent.log.locator('.ev', { hasText: fill(words.event.promiseAtRisk, { promise: words.promise.first_reply, at: '' }).trim() }).waitFor()
    await look(agent.person, { screen: 'console', state: 'promise-at-risk' })
    await hurry('due_at', conversationId)
    await agent.log.locator('.ev', { hasText: fill(words.event.promiseMissed, { promise: words.promise.first_reply, at: '' }).trim() }).waitFor()
    await bar.and(agent.page.locator('.risk')).waitFor()
    await agent.row(customerName).first().getByLabel(words.promise.late).waitFor()
    await look(agent.person, { screen: 'console', state: 'promise-missed' })
    await isTold(lead, conversationId, { customer: customerName, holder: agentName })

    await agent.reply(language === 'en' ? 'Sorry for the wait, here I am.' : '抱歉让您久等了，我来处理。')
    await customer.answers.filter({ hasText: language === 'en' ? 'here I am' : '我来处理' }).waitFor()
    await page.goto(`${url}/console/watch`)
    await page.locator('.equation').waitFor()
    const counts = (await sum.allInnerTexts()).map((text) => Number(text.split('\n')[0]))
    const [received = 0, answered = 0, inTime = 0, withdrawn = 0, decided = 0, open = 0] = counts
    assert.equal(received, answered + withdrawn + decided + open, counts.join(' '))
    assert.ok(answered > inTime, 'one was answered too late')
    assert.equal(await page.locator('.equation .rd').count(), 0)
    await page.getByText(words.watch.noAlarms, { exact: true }).waitFor()
    await doesNotScrollSideways(page)
    await look(lead.person, { screen: 'console', state: 'watch' })
    await agent.page.getByRole('link', { name: words.watch.title }).waitFor({ state: 'detached' })
    const accounts = page.getByRole('region', { name: words.watch.accounts })
    await accounts.getByRole('button', { name: words.watch.ranges.days7 }).press('Enter')
    await accounts.locator('.ranges [aria-pressed=true]', { hasText: words.watch.ranges.days7 }).waitFor()
    const [file] = await Promise.all([page.waitForEvent('download'), accounts.getByRole('link', { name: words.watch.download }).click()])
    assert.match(file.suggestedFilename(), /^reconciliation-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d\.csv$/)
    const [head, row] = (await readFile(await file.path(), 'utf8')).slice(1).split('\r\n')
    assert.equal(head, CSV_WORDS[language].accounts.join(','))
    assert.equal(row?.split(',')[1], language === 'en' ? 'web' : words.watch.channels.web)

    await showAlarms(lead, openIn(agent))
  })
}
