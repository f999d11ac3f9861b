import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anAgentAt } from './agent.ts'
import { aBrowser } from './browser.ts'
import { aCustomer } from './customer.ts'
import { look } from './look.ts'
import { aService } from './service.ts'

const service = await aService()
const browser = await aBrowser()

for (const [language, lead, agentName, externalId, customerName, ask] of [
  ['zh-CN', '何佳', '林晓', 'C-88214', '吴静怡', '登录时验证码482913输进去不对'],
  ['en', 'Daniel Okafor', 'Maya Chen', 'C-83350', 'Daniel Park', 'The verification code 482913 does not work when I log in'],
] as const) {
  test(`who may not manage a page is told so and offered nothing; a key that cannot work says why; hidden digits are a chip (${language})`, async () => {
    const { person, page, words, url } = await anAgentAt(browser, service, { language, name: lead })
    for (const [path, title, add] of [
      ['staff', words.staff.title, words.staff.invite],
      ['teams', words.teams.title, words.teams.add],
    ] as const) {
      await page.goto(`${url}/console/admin/${path}`)
      await page.getByRole('heading', { name: title, exact: true }).waitFor()
      await page.getByText(words.denied.title).waitFor()
      assert.equal(await page.getByRole('button', { name: add, exact: true }).count(), 0)
      assert.equal(await page.getByRole('button', { name: words.common.retry, exact: true }).count(), 0)
      await look(person, { screen: 'console', state: `denied-${path}` })
    }
    const agent = await anAgentAt(browser, service, { language, name: agentName })
    await agent.page.goto(`${url}/console/admin/canned-replies`)
    await agent.page.locator('table.grid').waitFor()
    assert.equal(await agent.page.getByRole('button', { name: words.replies.add, exact: true }).count(), 0)
    assert.equal(await agent.page.locator('table.grid button').count(), 0)

    const customer = await aCustomer(browser, service, { language, externalId })
    await customer.open()
    await customer.button(customer.words.typeTransfer).click()
    await customer.say(ask)
    await customer.log.locator('.hid').waitFor()
    await page.goto(`${url}/console/inbox/all`)
    const row = page.locator('a.row', { has: page.locator('.n', { hasText: customerName }) })
    await row.first().click()
    const chip = page.getByRole('log').locator('.txt .hid')
    await chip.waitFor()
    assert.equal((await chip.innerText()).trim(), words.hidden.digits_other.replace('{{count}}', '6'))
    assert.equal((await customer.log.locator('.hid').innerText()).trim(), (await chip.innerText()).trim())
    await page.getByRole('log').focus()
    await page.keyboard.press('s')
    await page.getByText(words.snooze.whyNot.nobody).waitFor()
    await look(person, { screen: 'console', state: 'hidden-digits' })
  })
}
