import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anAgentAt } from './agent.ts'
import { aBrowser } from './browser.ts'
import { aCustomer } from './customer.ts'
import { eventually } from './eventually.ts'
import { look } from './look.ts'
import { aService } from './service.ts'

const service = await aService()
const browser = await aBrowser()

for (const [language, lead, externalId, customerName, lines] of [
  [
    'zh-CN',
    '何佳',
    'C-88102',
    '陈雨薇',
    { secret: '家里门锁的暗语是蓝鲸七号', part: '蓝鲸七号', kept: '另外想问转账几天到', reason: '客户发了家里门锁的暗语' },
  ],
  [
    'en',
    'Daniel Okafor',
    'C-83350',
    'Daniel Park',
    { secret: 'My door opens with bluewhale seven', part: 'bluewhale', kept: 'How long does a transfer take?', reason: 'A private code word was sent' },
  ],
] as const) {
  test(`redacted words are gone for both sides at once, after a reload, in lists and in search (${language})`, async () => {
    const customer = await aCustomer(browser, service, { language, externalId })
    await customer.open()
    await customer.button(customer.words.typeTransfer).click()
    // The first words of a conversation are its title as well.
    await customer.say(lines.secret)
    await customer.button(customer.words.person).click()
    const agent = await anAgentAt(browser, service, { language, name: lead })
    const { page, words } = agent
    await agent.openRow(customerName)
    await customer.panel.getByRole('heading', { name: lead }).waitFor()
    await customer.say(lines.kept)
    await agent.message(lines.kept).waitFor()
    const found = page.locator('.listcol a.hit', { hasText: lines.part })
    const searchFor = async (): Promise<void> => {
      await page.goto(`${service.url}/console/inbox/search?q=${encodeURIComponent(lines.part)}`)
      await page.getByRole('searchbox', { name: words.search.title }).waitFor()
    }
    await searchFor()
    await found.first().click()
    await agent.message(lines.secret).waitFor()

    await agent.log.locator('.msg', { hasText: lines.secret }).getByRole('button', { name: words.redact.title }).click()
    const dialog = page.getByRole('dialog', { name: words.redact.title })
    await dialog.getByLabel(words.redact.reason).fill(lines.reason)
    await look(agent.person, { screen: 'console', state: 'redacting' })
    await dialog.getByRole('button', { name: words.redact.do }).click()

    await customer.log.getByText(customer.words.redacted).waitFor()
    await agent.log.getByText(words.thread.redacted).waitFor()
    await agent.log.locator('.ev', { hasText: lines.reason }).waitFor()
    await page.locator('.listcol').getByText(words.search.nothing.replace('{{text}}', lines.part)).waitFor()
    const isGone = async (): Promise<boolean> =>
      !(await page.locator('main, aside').allInnerTexts()).join('\n').includes(lines.part) && !(await customer.panel.innerText()).includes(lines.part)
    await eventually('the words are gone on both screens', isGone)
    await look(agent.person, { screen: 'console', state: 'redacted' })
    await look(customer.person, { screen: 'widget', state: 'redacted' })

    await Promise.all([page.reload(), customer.page.reload()])
    await agent.message(lines.kept).waitFor()
    await agent.log.getByText(words.thread.redacted).waitFor()
    await customer.open()
    await customer.panel.locator('.recent button').first().waitFor()
    assert.ok(!(await customer.panel.innerText()).includes(lines.part))
    await customer.panel.locator('.recent button').first().click()
    await customer.bubble(lines.kept).waitFor()
    await customer.log.getByText(customer.words.redacted).waitFor()
    assert.ok(await isGone())
    await agent.list('all')
    await agent.row(customerName).waitFor()
    assert.ok(!(await page.locator('body').innerHTML()).includes(lines.part))
    for (const person of [agent, customer]) assert.ok(!(await person.page.evaluate<string>('JSON.stringify(localStorage)')).includes(lines.part))
    await searchFor()
    await page.getByText(words.search.nothing.replace('{{text}}', lines.part)).waitFor()
    await look(agent.person, { screen: 'console', state: 'search-nothing' })
  })
}
