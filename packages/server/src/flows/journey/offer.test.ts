import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anAgentAt } from './agent.ts'
import { aBrowser } from './browser.ts'
import { aCustomer } from './customer.ts'
import { doesNotScrollSideways, look } from './look.ts'
import { aService } from './service.ts'

const service = await aService()
const browser = await aBrowser()

for (const [language, externalId, customerName, agentName, question, width] of [
  ['zh-CN', 'C-88214', '吴静怡', '苏婷', '提现一直没有到账', 1440],
  ['en', 'C-83350', 'Daniel Park', 'Maya Chen', 'My transfer has not arrived', 1024],
] as const)
  test(`a team’s members are asked first: whoever is there sees it on every page and says yes by a key (${language})`, async () => {
    const admin = await anAgentAt(browser, service, { language: 'zh-CN', name: '周明' })
    await admin.page.goto(`${service.url}/console/admin/teams`)
    if (language === 'zh-CN') {
      await admin.page.getByLabel(admin.words.weights.call_back_phone).fill('2.5')
      const weights = admin.page.getByRole('form', { name: admin.words.weights.title })
      await look(admin.person, { screen: 'console', state: 'weights' })
      await weights.getByRole('button', { name: admin.words.common.save }).click()
      await admin.page.getByText(admin.words.weights.saved).waitFor()
      await admin.page.reload()
      assert.equal(await admin.page.getByLabel(admin.words.weights.call_back_phone).inputValue(), '2.5')
    }
    await admin.page.locator('.rowlink', { hasText: '转账与提现' }).click()
    await admin.page.getByLabel(admin.words.offer.mode).selectOption('ask')
    await admin.page.getByLabel(admin.words.offer.seconds).fill('60')
    if (language === 'zh-CN') await admin.button(admin.words.overflow.add).click()
    await look(admin.person, { screen: 'console', state: 'team-asks' })
    await admin.page.getByRole('dialog').getByRole('button', { name: admin.words.common.save }).click()
    await admin.page.getByText(admin.words.teams.saved).waitFor()

    const agent = await anAgentAt(browser, service, { language, name: agentName, size: { width, height: 900 } })
    await agent.page.goto(`${service.url}/console/settings`)
    const customer = await aCustomer(browser, service, { language, externalId })
    await customer.open()
    await customer.button(customer.words.typeTransfer).click()
    await customer.say(question)
    await customer.button(customer.words.person).click()

    const card = agent.page.locator('section.offer')
    await card.getByText(question).waitFor()
    await card.getByText(customerName).waitFor()
    await agent.list('desk')
    await card.getByText(question).waitFor()
    assert.equal(await customer.panel.getByRole('heading', { name: agentName }).count(), 0, 'who is asked does not have it yet')
    await Promise.all([admin.page.waitForResponse(/\/api\/staff\/offers$/), admin.page.reload()])
    await admin.page.locator('.views').waitFor()
    assert.equal(await admin.page.locator('section.offer').count(), 0, 'who is not of the team is not asked')
    await agent.page.goto(`${service.url}/console/settings`)
    await card.getByText(question).waitFor()
    await look(agent.person, { screen: 'console', state: 'offer' })
    await doesNotScrollSideways(agent.page)
    await agent.page.keyboard.press('y')
    await agent.log.waitFor()
    await agent.log.getByText(agent.words.offer.accepted.replace('{{name}}', agentName)).waitFor()
    await card.waitFor({ state: 'detached' })
    await look(agent.person, { screen: 'console', state: 'offer-accepted' })
    await customer.panel.getByRole('heading', { name: agentName }).waitFor()
    const reply = language === 'en' ? 'I am looking into it.' : '我来帮您查一下。'
    await agent.reply(reply)
    await customer.bubble(reply).waitFor()
  })
