import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anAgentAt, type Agent } from './agent.ts'
import { aBrowser } from './browser.ts'
import { CROWD_LIMITS, visitorsWait } from './crowd.ts'
import { aCustomer } from './customer.ts'
import { eventually } from './eventually.ts'
import { doesNotScrollSideways, look } from './look.ts'
import { aService } from './service.ts'

const service = await aService({ env: CROWD_LIMITS })
const browser = await aBrowser()
const press = async ({ page }: Agent, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key)
}

/** A panel takes the focus a moment after it has appeared; a key pressed before that is the page's. */
const focusIsInPanel = ({ page }: Agent) => page.locator('.panel :focus').first().waitFor()
const focusIsInComposer = ({ page }: Agent) => page.locator('.comp textarea:focus').waitFor()

for (const [language, externalId, customerName, agentName, lines] of [
  ['zh-CN', 'C-88214', '吴静怡', '林晓', { ask: '请帮我看看这笔付款', reply: '我来看一下', note: '已经核对过预授权' }],
  ['en', 'C-83350', 'Daniel Park', 'Maya Chen', { ask: 'Please look at this payment', reply: 'Let me look', note: 'Checked the reversal' }],
] as const) {
  test(`a colleague works by keyboard alone: found, opened, answered, noted, put off, ended (${language})`, async () => {
    const agent = await anAgentAt(browser, service, { language, name: agentName })
    const { page, words } = agent
    await look(agent.person, { screen: 'console', state: 'desk-empty' })
    const customer = await aCustomer(browser, service, { language, externalId })
    await customer.open()
    await customer.button(customer.words.homePerson).click()
    await customer.say(lines.ask)
    await agent.row(customerName).waitFor()

    await press(agent, '2')
    await page.waitForURL(/inbox\/waiting/)
    await press(agent, '1')
    await page.waitForURL(/inbox\/desk/)
    await agent.row(customerName).waitFor()
    await press(agent, 'j', 'Enter')
    await agent.message(lines.ask).waitFor()
    await press(agent, 'r')
    await focusIsInComposer(agent)
    await page.keyboard.type(lines.reply)
    await customer.panel.getByRole('status', { name: customer.words.typing(agentName) }).waitFor()
    await look(customer.person, { screen: 'widget', state: 'typing' })
    await press(agent, 'Enter')
    await customer.bubble(lines.reply).waitFor()
    await press(agent, 'Escape', 'n')
    await focusIsInComposer(agent)
    await page.keyboard.type(lines.note)
    await look(agent.person, { screen: 'console', state: 'writing-note' })
    await press(agent, 'Enter', 'Escape')
    await agent.log.locator('.note', { hasText: lines.note }).waitFor()

    await press(agent, '?')
    await page.getByRole('dialog', { name: words.keys.title }).waitFor()
    await look(agent.person, { screen: 'console', state: 'keys' })
    await press(agent, 'Escape', 'Control+k')
    const bar = page.getByRole('combobox', { name: words.shell.searchOrRun })
    await bar.waitFor()
    await page.keyboard.type(customerName)
    await page.getByRole('option', { name: externalId }).waitFor()
    await look(agent.person, { screen: 'console', state: 'command-bar' })
    await press(agent, 'Escape', 's')
    await page.getByText(words.snooze.hint).waitFor()
    await focusIsInPanel(agent)
    await look(agent.person, { screen: 'console', state: 'snoozing' })
    await press(agent, 'Enter')
    await agent.log.getByText(words.event.snoozed.split('{{until}}')[0]?.replace('{{name}}', agentName) ?? '').waitFor()
    await customer.composer.pressSequentially('…')
    await page.getByText(words.thread.customerTyping.replace('{{name}}', customerName)).waitFor()
    await customer.composer.press('Enter')
    await agent.log.getByText(words.event.woken.customer).waitFor()
    await press(agent, 'e')
    await page.getByText(words.resolve.hint).waitFor()
    await focusIsInPanel(agent)
    await press(agent, 'Enter')
    await customer.panel.getByRole('form', { name: customer.words.rateTitle }).waitFor()
  })
}

test('a list of 120 holds at most eighty rows in the page, and is asked for by pages', async () => {
  await visitorsWait(service, 120)
  const agent = await anAgentAt(browser, service, { language: 'zh-CN', name: '林晓', size: { width: 1440, height: 1600 } })
  const asked: string[] = []
  agent.page.on('request', (request) => void (/\/api\/staff\/conversations\?/.test(request.url()) && asked.push(request.url())))
  // What is free is given out at sign-in, which moves rows: first let that be over.
  await agent.page.locator('.me', { hasText: '5/5' }).waitFor()
  const rows = () => agent.page.locator('.listcol .line').count()
  await agent.page.keyboard.press('5')
  await agent.page.waitForURL(/inbox\/all/)
  await agent.row('').first().waitFor()
  let most = await rows()
  const list = agent.page.locator('.listcol .list')
  const last = async () => Number(await list.locator('.line').last().getAttribute('aria-posinset'))
  await eventually('the end of the list is reached', async () => {
    await agent.page.evaluate(`(() => { const list = document.querySelector('.listcol .list'); list.scrollTop = list.scrollHeight })()`)
    most = Math.max(most, await rows())
    return (await last()) >= 120
  })
  assert.ok(most <= 80, `${most} rows`)
  const pages = asked.filter((url) => /view=all/.test(url))
  // Three pages; all of them once more when a row moved while the next one was under way.
  assert.ok(pages.length >= 3 && pages.length <= 6, pages.join('\n'))

  for (const width of [1024, 1280, 1440]) {
    await agent.page.setViewportSize({ width, height: 800 })
    await agent.row('').first().click()
    await agent.log.waitFor()
    await doesNotScrollSideways(agent.page)
    await look({ ...agent.person, width }, { screen: 'console', state: 'long-list' })
  }
})

test('what is typed before the command bar is there goes into the bar: nothing happens to the open conversation, nothing is written to the customer', async () => {
  const agent = await anAgentAt(browser, service, { language: 'zh-CN', name: '何佳' })
  const { page, words } = agent
  const customer = await aCustomer(browser, service, { language: 'zh-CN', externalId: 'C-66019' })
  await customer.open()
  await customer.button(customer.words.homePerson).click()
  await customer.say('请帮我看看')
  await agent.list('all')
  await agent.openRow('周岚')
  const fetched = Promise.withResolvers<void>()
  await page.route('**/CommandBar*.js', async (route) => {
    await fetched.promise
    await route.continue()
  })
  await press(agent, 'Control+k')
  await page.keyboard.type('refund')
  fetched.resolve()
  const bar = page.getByRole('combobox', { name: words.shell.searchOrRun })
  await bar.waitFor()
  assert.equal(await bar.inputValue(), 'refund')
  await page.keyboard.type('s')
  assert.equal(await bar.inputValue(), 'refunds')
  assert.equal(await agent.composer.inputValue(), '')
  await press(agent, 'Escape')
  await bar.waitFor({ state: 'detached' })
  assert.equal(await page.locator('.panel').count(), 0)

  const panels = Promise.withResolvers<void>()
  await page.route('**/ActionPanels*.js', async (route) => {
    await panels.promise
    await route.continue()
  })
  await press(agent, 't', 'e', 's')
  panels.resolve()
  await page.getByRole('dialog', { name: words.action.transferTo, exact: true }).waitFor()
})
