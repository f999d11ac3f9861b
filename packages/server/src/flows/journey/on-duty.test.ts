import { test } from 'node:test'
import { anAgentAt } from './agent.ts'
import { aBrowser } from './browser.ts'
import { aCustomer } from './customer.ts'
import { eventually } from './eventually.ts'
import { look } from './look.ts'
import { aService } from './service.ts'

// A colleague of the one is not there for the other.
const services = { 'zh-CN': await aService(), en: await aService() } as const
const browser = await aBrowser()

for (const [language, externalId, question, agentName] of [
  ['zh-CN', 'C-88102', '转账还没到', '郭磊'],
  ['en', 'C-83350', 'My transfer has not arrived', '周明'],
] as const)
  test(`who waits while nobody is there sees the own place once somebody is, without doing anything (${language})`, async () => {
    const service = services[language]
    const customer = await aCustomer(browser, service, { language, externalId })
    const { words, page, panel } = customer
    await page.clock.install()
    await customer.open()
    await customer.button(words.typeTransfer).click()
    await customer.say(question)
    await customer.button(words.person).click()
    await panel.getByText(words.queueAway).waitFor()

    // Of another team: it takes nothing from this line.
    await anAgentAt(browser, service, { language: 'zh-CN', name: agentName })
    // It asks every two minutes or so; the first time may come before the colleague counts as there.
    await eventually('the widget asks again and knows', async () => {
      await page.clock.fastForward(150_000)
      return (await panel.getByText(words.queueAway).count()) === 0
    })
    await panel.getByText(words.awayUnknown).waitFor({ state: 'detached' })
    await panel.getByRole('heading', { name: words.waitingTitle }).waitFor()
    await look(customer.person, { screen: 'widget', state: 'somebody-on-duty' })
  })
