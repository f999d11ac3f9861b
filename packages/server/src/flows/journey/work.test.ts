import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anAgentAt, wordsOf } from './agent.ts'
import { aBrowser } from './browser.ts'
import { look } from './look.ts'
import { aMeeting } from './meeting.ts'
import { aService } from './service.ts'

const service = await aService({ onItsOwn: true })
const browser = await aBrowser()
const CASTS = [
  {
    language: 'zh-CN',
    externalId: 'C-88102',
    customerName: '陈雨薇',
    agentName: '林晓',
    other: 'Maya Chen',
    team: '转账与提现',
    note: '已核对两笔扣款，请查渠道',
    view: '退款待办',
    second: '另外还有一笔退款',
  },
  {
    language: 'en',
    externalId: 'C-83350',
    customerName: 'Daniel Park',
    agentName: 'Maya Chen',
    other: '林晓',
    team: 'Transfers',
    note: 'Both charges checked, please ask the provider',
    view: 'Refunds to do',
    second: 'There is a refund as well',
  },
] as const

for (const { language, externalId, customerName, agentName, note, view, second } of CASTS) {
  const words = wordsOf(language)
  test(`canned words are filled in, the conversation found, kept in a view, merged and reopened (${language})`, async () => {
    const { customer, agent } = await aMeeting(browser, service, { language, externalId, customerName, agentName })
    const { page } = agent
    await agent.composer.fill('/hello')
    await page.getByRole('option').first().waitFor()
    await look(agent.person, { screen: 'console', state: 'canned' })
    await page.keyboard.press('Enter')
    const filled = await agent.composer.inputValue()
    assert.ok(filled.includes(customerName) && filled.includes(agentName) && !filled.includes('{{'), filled)
    await page.keyboard.press('Enter')
    await customer.bubble(filled).waitFor()
    await agent.reply('{{today}} ')
    await page
      .getByText(words.composer.unfilled.split('{{names}}')[0] ?? '')
      .first()
      .waitFor()
    assert.equal((await customer.said()).length, 1)
    await agent.composer.fill('')

    await agent.note(note)
    await agent.log.locator('.note', { hasText: note }).waitFor()
    await page.goto(`${service.url}/console/inbox/search`)
    await page.getByRole('searchbox', { name: words.search.title }).fill(note.slice(0, 8))
    await page.locator('.listcol a', { hasText: customerName }).last().waitFor()
    await look(agent.person, { screen: 'console', state: 'search' })
    await page
      .locator('.listcol a', { hasText: note.slice(0, 8) })
      .first()
      .click()
    await agent.log.locator('.note', { hasText: note }).waitFor()

    await agent.list('all')
    await agent.row(customerName).waitFor()
    await page.getByRole('button', { name: words.filter.title }).click()
    await page.getByLabel(words.filter.questionType).selectOption({ label: words.question.other })
    await page.getByLabel(words.views.name).fill(view)
    await look(agent.person, { screen: 'console', state: 'filter' })
    await agent.button(words.views.save).click()
    await page.getByRole('link', { name: view }).waitFor()
    await page.getByRole('heading', { name: view }).waitFor()
    await agent.row(customerName).waitFor()
    // What the view was saved with is what its filter shows.
    await page.getByRole('button', { name: words.filter.title }).click()
    assert.equal(await page.getByLabel(words.filter.questionType).inputValue(), 'other')
    await page.keyboard.press('Escape')
    await page.getByLabel(words.filter.questionType).waitFor({ state: 'detached' })

    await customer.button(customer.words.back).click()
    await customer.panel.getByRole('button', { name: customer.words.typeRefund }).click()
    await customer.say(second)
    await customer.button(customer.words.person).click()
    await agent.list('desk')
    const newer = page.locator('a.row', { hasText: second })
    await newer.click()
    await agent.message(second).waitFor()
    await agent.button(words.action.more).click()
    await page.getByRole('menuitem', { name: words.action.merge }).click()
    await page.getByRole('radio').first().check()
    await look(agent.person, { screen: 'console', state: 'merging' })
    await agent.button(words.merge.do).click()
    await agent.message(filled).waitFor()
    // The customer goes on where the colleague does, without a word to say or a thing to press.
    await customer.bubble(filled).waitFor()

    await agent.resolve()
    await customer.panel.getByRole('form', { name: customer.words.rateTitle }).waitFor()
    await customer.panel.locator('.after .btn').click()
    await customer.say(second)
    await agent.log.getByText(words.event.reopened.customer).waitFor()
  })
}

for (const { language, externalId, customerName, agentName, other, team, note } of CASTS) {
  const words = wordsOf(language)
  test(`transferred with a note: the next one reads it, the customer only that it was passed on (${language})`, async () => {
    const { customer, agent } = await aMeeting(browser, service, {
      language,
      externalId: externalId === 'C-88102' ? 'C-66019' : 'C-35961',
      customerName: customerName === '陈雨薇' ? '周岚' : 'Sofia Marchetti',
      agentName,
    })
    await agent.button(words.action.transfer).click()
    await agent.page.getByRole('radiogroup', { name: words.picker.label }).getByText(team).waitFor()
    await agent.page.locator('.choice', { hasText: other }).click()
    await agent.page.getByLabel(words.transfer.note).fill(note)
    await look(agent.person, { screen: 'console', state: 'transferring' })
    await agent.page.locator('.panel').getByRole('button', { name: words.action.transferDo }).click()
    await customer.log.getByText(customer.words.passedOnTo(other)).waitFor()
    await look(customer.person, { screen: 'widget', state: 'passed-on' })
    const next = await anAgentAt(browser, service, { language, name: other })
    await next.openRow(customerName === '陈雨薇' ? '周岚' : 'Sofia Marchetti')
    await next.log.locator('.note', { hasText: note }).waitFor()
    assert.ok(!(await customer.panel.innerText()).includes(note))
  })
}
