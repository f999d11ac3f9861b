/** Something breaks, customers are told of it, and then the database goes too: the status page stands through all of it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { en } from '@yingda/i18n/status/en.ts'
import { zhCN, type StatusWords } from '@yingda/i18n/status/zh-CN.ts'
import { testDatabase } from '../../testing/database.ts'
import { relayTo } from '../relay.ts'
import { anAgentAt, type Agent } from './agent.ts'
import { aBrowser, aPerson, type Person } from './browser.ts'
import { aCustomer } from './customer.ts'
import { eventually } from './eventually.ts'
import { doesNotScrollSideways, look } from './look.ts'
import { aService, demoOn } from './service.ts'

const database = await testDatabase()
const relay = await relayTo(database.url)
const service = await aService({
  env: {
    ...demoOn(relay.url),
    STATUS_FUNCTIONS: 'topup=充值|Top-ups,transfer=转账|Transfers',
    OFFICIAL_CONTACTS: 'phone|400-000-0000|每天 9:00–21:00|9:00–21:00 every day; email|help@yunhe.example',
  },
})
database.beforeDrop(() => service.stop())
const browser = await aBrowser()

type Story = { titleZh: string; titleEn: string; textZh: string; textEn: string; endZh: string; endEn: string }
const storyOf = (bankZh: string, bankEn: string): Story => ({
  titleZh: `${bankZh}充值到账变慢`,
  titleEn: `Top-ups from ${bankEn} are slow`,
  textZh: '钱不会丢：最晚今天 18:00 前到账，没到会自动退回原卡。请不要重复充值。',
  textEn: 'Your money is safe: it arrives by 18:00 today or goes back to the card. Please don’t top up again.',
  endZh: '银行已恢复，充值马上到账。',
  endEn: 'The bank is back, and top-ups arrive at once.',
})

/** By keyboard alone. */
async function openIncident({ page, words, person }: Agent, story: Story): Promise<void> {
  const it = words.incident
  await page.getByRole('link', { name: it.title }).press('Enter')
  await page.getByRole('heading', { name: it.title, level: 1 }).waitFor()
  await doesNotScrollSideways(page)
  await page.getByRole('button', { name: it.open, exact: true }).press('Enter')
  const field = (label: string) => page.getByLabel(label, { exact: true })
  await field(it.titleZh).fill(story.titleZh)
  await field(it.titleEn).fill(story.titleEn)
  await field(it.severityLabel).selectOption('major')
  await field(person.language === 'en' ? 'Top-ups' : '充值').press('Space')
  await field(it.textZh).fill(story.textZh)
  const publish = page.getByRole('button', { name: it.publish, exact: true })
  assert.equal(await publish.isDisabled(), true, 'not in one language alone')
  await field(it.textEn).fill(story.textEn)
  await look(person, { screen: 'console', state: 'incident-open' })
  await publish.press('Enter')
  await page.getByText(it.published).waitFor()
}

async function endIncident({ page, words, person }: Agent, title: string, story: Story): Promise<void> {
  const it = words.incident
  await page.getByRole('button', { name: it.sayOf.replace('{{title}}', title) }).press('Enter')
  await page.getByLabel(it.stateLabel, { exact: true }).selectOption('resolved')
  await page.getByLabel(it.textZh, { exact: true }).fill(story.endZh)
  await page.getByLabel(it.textEn, { exact: true }).fill(story.endEn)
  await look(person, { screen: 'console', state: 'incident-update' })
  await inAnotherWindow(page, title)
  const publish = page.getByRole('button', { name: it.publish, exact: true })
  await publish.press('Enter')
  await page
    .getByRole('dialog')
    .getByRole('alert')
    .filter({ hasText: '又有一处受影响' })
    .or(page.getByRole('alert').filter({ hasText: 'One more place' }))
    .waitFor()
  await look(person, { screen: 'console', state: 'incident-meanwhile' })
  assert.deepEqual(
    [await page.getByLabel(it.stateLabel, { exact: true }).inputValue(), await page.getByLabel(it.textZh, { exact: true }).inputValue()],
    ['resolved', story.endZh],
  )
  await publish.press('Enter')
  await page.locator('.incident', { hasText: title }).locator('.ok').waitFor()
}

/** A colleague publishes something while the form stands open here. */
async function inAnotherWindow(page: Page, title: string): Promise<void> {
  const token = decodeURIComponent((await page.context().cookies()).find(({ name }) => name === 'yingda_csrf')?.value ?? '')
  const publish = async ({ sought, csrf }: { sought: string; csrf: string }): Promise<number> => {
    type List = { incidents: { id: string; titleZh: string; titleEn: string }[] }
    const { incidents } = (await (await fetch('/api/staff/incidents')).json()) as List // our own answer
    const id = incidents.find(({ titleZh, titleEn }) => [titleZh, titleEn].includes(sought))?.id
    const said = { state: 'identified', severity: null, components: null, endsAt: null, textZh: '又有一处受影响', textEn: 'One more place is affected' }
    const body = JSON.stringify({ clientId: crypto.randomUUID(), ...said })
    return (await fetch(`/api/staff/incidents/${id}/updates`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-yingda-csrf': csrf }, body }))
      .status
  }
  const status = await page.evaluate(publish, { sought: title, csrf: token })
  assert.equal(status, 200)
}

/** For tomorrow; what is announced is public as well. */
async function planWork({ page, words, person }: Agent, titles: { zh: string; en: string }): Promise<void> {
  const it = words.incident
  const field = (label: string) => page.getByLabel(label, { exact: true })
  // On the clock of the page, which is Shanghai's.
  const tomorrow = new Date(Date.now() + (24 + 8) * 3600_000).toISOString().slice(0, 10)
  await page.getByRole('button', { name: it.plan, exact: true }).press('Enter')
  await field(it.titleZh).fill(titles.zh)
  await field(it.titleEn).fill(titles.en)
  await field(it.from).fill(`${tomorrow}T04:00`)
  await field(it.until).fill(`${tomorrow}T02:00`)
  await field(person.language === 'en' ? 'Chat' : '在线客服').press('Space')
  await field(it.textZh).fill('期间可以留言，恢复后按先后答复。')
  await field(it.textEn).fill('You can leave a message; we answer in order afterwards.')
  const publish = page.getByRole('button', { name: it.publish, exact: true })
  assert.equal(await publish.isDisabled(), true, 'nothing ends before it begins')
  await field(it.until).fill(`${tomorrow}T06:00`)
  await look(person, { screen: 'console', state: 'incident-plan' })
  await publish.press('Enter')
  await page.locator('.incident', { hasText: person.language === 'en' ? titles.en : titles.zh }).waitFor()
}

/** It will take longer than was announced, and disturb something else. */
async function prolongWork({ page, words, person }: Agent, title: string): Promise<void> {
  const it = words.incident
  const field = (label: string) => page.getByLabel(label, { exact: true })
  await page.getByRole('button', { name: it.sayOf.replace('{{title}}', title) }).press('Enter')
  const until = await field(it.until).inputValue()
  await field(it.until).fill(until.replace(/T.+/, 'T03:00'))
  await page.getByText(it.endsTooSoon).waitFor()
  await field(it.until).fill(until.replace(/T.+/, 'T08:30'))
  await field(person.language === 'en' ? 'Top-ups' : '充值').press('Space')
  await field(it.textZh).fill('还要两个半小时。')
  await field(it.textEn).fill('It takes two and a half hours more.')
  await look(person, { screen: 'console', state: 'incident-prolong' })
  await page.getByRole('button', { name: it.publish, exact: true }).press('Enter')
  await page.getByText(it.published).last().waitFor()
}

/** As the public sees it, asked for again until it says so. */
async function says({ page }: Person, what: string, text: string): Promise<void> {
  await eventually(what, async () => {
    await page.reload()
    return (await page.locator('main').innerText()).includes(text)
  })
}

for (const [language, leadName, agentName, story] of [
  ['zh-CN', '何佳', '林晓', storyOf('江城银行', 'Jiangcheng Bank')],
  ['en', 'Daniel Okafor', 'Maya Chen', storyOf('海岸银行', 'Coast Bank')],
] as const) {
  test(`status page during an outage (${language})`, async (t) => {
    t.after(relay.mend)
    const words: StatusWords = language === 'en' ? en : zhCN
    const title = language === 'en' ? story.titleEn : story.titleZh
    const anybody = await aPerson(browser, { language, size: { width: 1024, height: 1400 } })
    await anybody.page.goto(`${service.url}/status`)
    await says(anybody, 'all to be well', words.allWell)
    await look(anybody, { screen: 'status', state: 'well' })

    const agent = await anAgentAt(browser, service, { language, name: agentName })
    const lead = await anAgentAt(browser, service, { language, name: leadName, size: { width: 1024, height: 768 } })
    await openIncident(lead, story)
    const bannerOf = ({ page }: Agent) => page.locator('.banner', { hasText: title })
    await bannerOf(lead).waitFor()
    await doesNotScrollSideways(lead.page)
    await look(lead.person, { screen: 'console', state: 'incidents' })
    await bannerOf(agent).waitFor()
    await look(agent.person, { screen: 'console', state: 'incident-banner' })
    await bannerOf(agent).getByRole('link').press('Enter')
    await agent.page.locator('.incident', { hasText: title }).waitFor()
    assert.equal(await agent.page.getByRole('button', { name: agent.words.incident.open, exact: true }).count(), 0, 'an agent tells nothing')

    const customer = await aCustomer(browser, service, { language, externalId: 'C-88102' })
    await customer.open()
    await customer.panel.locator('.strip', { hasText: title }).waitFor()
    await look(customer.person, { screen: 'widget', state: 'disturbed' })
    await says(anybody, 'the incident', title)
    await look(anybody, { screen: 'status', state: 'incident' })
    const phone = await aPerson(browser, { language, size: { width: 320, height: 900 } })
    await phone.page.goto(`${service.url}/status`)
    await doesNotScrollSideways(phone.page)
    await look(phone, { screen: 'status', state: 'phone' })

    relay.cut()
    await says(anybody, 'the database to be away', words.databaseAway)
    assert.match(
      await anybody.page.locator('.old').innerText(),
      language === 'en' ? /^As of .+ ago: our database can’t be reached\.$/ : /^这是 .+ 的情况，.+前：我们的数据库连不上。$/,
    )
    assert.equal(await anybody.page.getByRole('heading', { name: title }).count(), 1, 'what was known stays')
    await anybody.page.getByText(words.lastKnown(words.componentStates.ok), { exact: true }).first().waitFor()
    assert.equal(await anybody.page.locator('.rows .ok').count(), 0, 'nothing is said to work')
    await look(anybody, { screen: 'status', state: 'outage' })
    relay.mend()

    await says(anybody, 'the database to be back', words.eachMinute)
    await eventually('the page to be new again', async () => {
      await anybody.page.reload()
      return (await anybody.page.locator('.old').count()) === 0
    })
    await lead.page.reload()
    await endIncident(lead, title, story)
    await says(anybody, 'the incident to be over', words.state.resolved)
    const work = { zh: `客服系统升级（${story.titleZh.slice(0, 4)}）`, en: `Support upgrade, ${story.titleEn}` }
    await planWork(lead, work)
    await says(anybody, 'the planned work', language === 'en' ? work.en : work.zh)
    await anybody.page.getByRole('heading', { name: words.planned }).waitFor()
    await prolongWork(lead, language === 'en' ? work.en : work.zh)
    await says(anybody, 'the later end', '08:30')
    await look(anybody, { screen: 'status', state: 'over' })
    await bannerOf(lead).waitFor({ state: 'detached' })
  })
}
