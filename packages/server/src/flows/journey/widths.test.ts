import { test } from 'node:test'
import { anAgentAt } from './agent.ts'
import { aBrowser } from './browser.ts'
import { aCustomer } from './customer.ts'
import { doesNotScrollSideways, look, nothingIsCutOff } from './look.ts'
import { aService } from './service.ts'

const service = await aService()
const browser = await aBrowser()

for (const [language, externalId, customerName, transaction, agentName, lines] of [
  ['zh-CN', 'C-88214', '吴静怡', 'T88214-failed', '林晓', { ask: '付款失败了，钱会被扣吗？', reply: '没有扣款，钱还在余额里。', find: '付款' }],
  [
    'en',
    'C-83350',
    'Daniel Park',
    'T83350-till',
    'Maya Chen',
    { ask: 'The till gave no answer. Was I charged twice?', reply: 'You were charged once.', find: 'charged' },
  ],
] as const) {
  test(`a colleague's screens on a small laptop, 1024 and 1280 px wide: nothing is cut off (${language})`, async () => {
    const customer = await aCustomer(browser, service, { language, externalId, path: `transactions/${transaction}` })
    await customer.page.getByRole('button', { name: customer.words.wallet.ask }).click()
    await customer.say(lines.ask)
    await customer.answers.first().waitFor()
    await customer.button(customer.words.person).click()
    const agent = await anAgentAt(browser, service, { language, name: agentName })
    const { page, words } = agent
    await agent.openRow(customerName)
    await agent.reply(lines.reply)
    await customer.bubble(lines.reply).waitFor()

    for (const width of [1024, 1280]) {
      await page.setViewportSize({ width, height: 768 })
      const seen = async (state: string): Promise<void> => {
        await doesNotScrollSideways(page)
        await nothingIsCutOff(page)
        await look({ ...agent.person, width }, { screen: 'console', state })
      }
      await agent.list('desk')
      await agent.openRow(customerName)
      await agent.message(lines.reply).waitFor()
      await seen('thread')
      if (width < 1280) {
        await agent.button(words.customer.label).click()
        await page.locator('.ctx.open').waitFor()
        await page.locator('.ctx .skeleton').waitFor({ state: 'detached' })
        await seen('customer-drawer')
        await page.keyboard.press('Escape')
        await page.locator('.ctx.open').waitFor({ state: 'detached' })
      }
      for (const [name, state] of [
        [words.action.transfer, 'transferring'],
        [words.action.resolve, 'resolving'],
      ] as const) {
        await agent.button(name).first().click()
        await page.locator('.panel').waitFor()
        await seen(state)
        await page.keyboard.press('Escape')
        await page.locator('.panel').waitFor({ state: 'detached' })
      }
      await page.keyboard.press('Control+k')
      await page.getByRole('combobox', { name: words.shell.searchOrRun }).waitFor()
      await seen('command-bar')
      await page.keyboard.press('Escape')
      await page.goto(`${service.url}/console/inbox/search?q=${encodeURIComponent(lines.find)}`)
      await page.locator('.listcol a.hit').first().click()
      await agent.log.waitFor()
      await seen('search-open')
    }
  })
}
