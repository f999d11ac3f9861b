import { test } from 'node:test'
import { anAgentAt } from './agent.ts'
import { aBrowser } from './browser.ts'
import { aCustomer } from './customer.ts'
import { doesNotScrollSideways, look, nothingIsCutOff } from './look.ts'
import { aService } from './service.ts'

const service = await aService()
const browser = await aBrowser()

for (const language of ['zh-CN', 'en'] as const) {
  test(`every other screen of the console and the wallet can be read by everybody (${language})`, async () => {
    // The demonstration's people are spared the second factor, so the admin's screens open at once.
    const admin = await anAgentAt(browser, service, { language, name: '周明', size: { width: 1280, height: 800 } })
    const { page, words, url } = admin
    await admin.page.locator('.me').click()
    await page.getByRole('menuitem').nth(1).waitFor()
    const speak = page.getByRole('menuitem', { name: language === 'en' ? 'English' : '中文' })
    if ((await speak.count()) > 0) await speak.click()
    else await page.keyboard.press('Escape')
    await page.getByRole('button', { name: words.shell.searchOrRun }).waitFor()
    const at = async (path: string, heading: string, state: string): Promise<void> => {
      await page.goto(`${url}/console/${path}`)
      await page.getByRole('heading', { name: heading, exact: true }).first().waitFor()
      await page.locator('.skeleton').waitFor({ state: 'detached' })
      await doesNotScrollSideways(page)
      await nothingIsCutOff(page)
      await look(admin.person, { screen: 'console', state })
    }
    await at('settings', words.settings.title, 'settings')
    await at('admin/staff', words.staff.title, 'staff')
    await at('admin/teams', words.teams.title, 'teams')
    await at('wallboard', words.wallboard.title, 'wallboard')
    await at('admin/canned-replies', words.keys.composer.canned, 'canned-replies')
    await at('inbox/waiting', words.list.waiting, 'waiting-empty')
    await at('no/such/page', words.shell.notFound, 'not-found')
    await page.getByRole('button', { name: words.me.menu.replace('{{name}}', '周明') }).click()
    await look(admin.person, { screen: 'console', state: 'me-menu' })

    const customer = await aCustomer(browser, service, { language, externalId: language === 'en' ? 'C-62208' : 'C-81377', path: 'account' })
    await doesNotScrollSideways(customer.page)
    await look(customer.person, { screen: 'wallet', state: 'account' })
    await customer.open()
    await customer.button(customer.words.typeAccess).click()
    await customer.say(language === 'en' ? 'I forgot my payment password' : '忘记支付密码怎么办')
    await customer.answers.first().waitFor()
    await customer.panel.getByRole('group', { name: customer.words.quickReplies }).waitFor()
    await customer.panel.getByRole('button', { name: customer.words.attach }).click()
    await look(customer.person, { screen: 'widget', state: 'attach-menu' })
    await customer.page.keyboard.press('Escape')
    await customer.panel.getByRole('button', { name: customer.words.more, exact: true }).click()
    await customer.panel.getByRole('menuitem', { name: customer.words.end }).click()
    await customer.panel.getByRole('alertdialog').waitFor()
    await look(customer.person, { screen: 'widget', state: 'ending' })

    await page.keyboard.press('Escape')
    await page.goto(`${url}/console/inbox/all`)
    const name = language === 'en' ? 'Aisha Rahman' : '许诺'
    await admin.openRow(name)
    await nothingIsCutOff(page)
    await look(admin.person, { screen: 'console', state: 'with-bot' })
    await page.locator('a[href*="/console/customers/"]').first().click()
    await page.waitForURL(/customers/)
    await page.getByRole('heading', { name }).first().waitFor()
    await page.locator('.skeleton').waitFor({ state: 'detached' })
    await nothingIsCutOff(page)
    await look(admin.person, { screen: 'console', state: 'customer' })
  })
}
