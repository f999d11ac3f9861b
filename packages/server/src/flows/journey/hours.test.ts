import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anAgentAt, type Agent } from './agent.ts'
import { aBrowser } from './browser.ts'
import { aCustomer } from './customer.ts'
import { eventually } from './eventually.ts'
import { doesNotScrollSideways, look } from './look.ts'
import { aService } from './service.ts'

const service = await aService()
const browser = await aBrowser()

const DAY_MS = 86_400_000
const ZONE = 'Asia/Shanghai'
/** Any day but today and tomorrow: closed now, whenever this runs. */
const opening = new Date(Date.now() + 2 * DAY_MS)
const weekdayIn = (language: 'zh-CN' | 'en') =>
  new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { weekday: 'short', timeZone: ZONE }).format(opening)
const dayIn = (language: 'zh-CN' | 'en') => {
  const part = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('en-GB', { ...options, timeZone: ZONE }).format(opening)
  return language === 'en' ? `${part({ day: 'numeric' })} ${part({ month: 'long' })}` : `${part({ month: 'numeric' })} 月 ${part({ day: 'numeric' })} 日`
}

const fill = (words: string, values: Record<string, string | number>) => words.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]))

/** In the open dialog, by keyboard alone: no hours but a split shift on that one day. */
async function typeHours({ page, words }: Agent, day: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  const remove = dialog.getByRole('button', { name: new RegExp(fill(words.hours.removeSpan, { day: '.*', number: '\\d+' })) })
  while ((await remove.count()) > 0) await remove.first().press('Enter')
  await dialog.getByRole('button', { name: fill(words.hours.addSpan, { day }) }).press('Enter')
  const at = (end: 'from' | 'until', number: number) => dialog.getByLabel(fill(words.hours[end], { day, number }), { exact: true })
  // A new line has the focus; what is typed replaces what was proposed.
  await eventually('the new line has the focus', () => at('from', 1).evaluate((input) => input.matches(':focus')))
  for (const [index, text] of ['9', '12', '1330', '18:00'].entries()) {
    if (index === 2) {
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await eventually('the second line has the focus', () => at('from', 2).evaluate((input) => input.matches(':focus')))
    }
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.type(text)
    await page.keyboard.press('Tab')
  }
  for (const [end, number, expected] of [
    ['from', 1, '09:00'],
    ['until', 1, '12:00'],
    ['from', 2, '13:30'],
    ['until', 2, '18:00'],
  ] as const)
    assert.equal(await at(end, number).inputValue(), expected)
}

for (const [language, name, externalId] of [
  ['zh-CN', '周明', 'C-88102'],
  ['en', 'Daniel Okafor', 'C-83350'],
] as const) {
  test(`hours are set so that it is closed now, and a customer reads when somebody answers (${language})`, async () => {
    const agent = await anAgentAt(browser, service, { language, name, size: { width: 1024, height: 768 } })
    const { page, words, url } = agent
    await page.goto(`${url}/console/admin/hours`)
    await page.getByRole('heading', { name: words.hours.title, exact: true }).waitFor()
    await page.locator('.grid').waitFor()
    await doesNotScrollSideways(page)
    await look(agent.person, { screen: 'console', state: 'hours' })

    const dialog = page.getByRole('dialog')
    if (language === 'en') {
      // Another lead's team has these as well: to be looked at, and not to be changed.
      await agent.button('One day a week').click()
      await dialog.getByText(words.hours.ofOthers).waitFor()
      assert.equal(await dialog.getByLabel(words.teams.nameEn).isDisabled(), true)
      assert.equal(await dialog.getByRole('button', { name: words.hours.delete }).count(), 0)
      await look(agent.person, { screen: 'console', state: 'hours-of-others' })
      await page.keyboard.press('Escape')
      await dialog.waitFor({ state: 'detached' })
    }
    await agent.button(words.hours.add).first().click()
    await dialog.waitFor()
    await dialog.getByLabel(words.teams.nameZh).fill('每周一天')
    await dialog.getByLabel(words.teams.nameEn).fill('One day a week')
    await typeHours(agent, weekdayIn(language))
    const holidays = dialog.getByLabel(words.hours.chinaHolidays)
    await holidays.check()
    await look(agent.person, { screen: 'console', state: 'hours-edit' })
    await dialog.getByRole('button', { name: words.hours.addException }).press('Enter')
    await dialog.getByLabel(fill(words.hours.date, { number: 1 }), { exact: true }).fill('2031-05-04')
    await dialog.getByLabel(fill(words.hours.label, { number: 1 }), { exact: true }).fill(language === 'en' ? 'Staff day' : '年会')
    await dialog.locator('.actions').scrollIntoViewIfNeeded()
    await look(agent.person, { screen: 'console', state: 'hours-exceptions' })
    await holidays.uncheck()
    // The preview says it before it is saved.
    await dialog.locator('.hoursnow .am', { hasText: '09:00' }).waitFor()
    const teams = dialog.getByRole('group', { name: words.hours.teams }).getByRole('checkbox')
    const enabled: boolean[] = []
    for (const team of await teams.all()) {
      enabled.push(await team.isEnabled())
      if (enabled.at(-1) === true) await team.check()
    }
    assert.equal(enabled.filter((own) => !own).length, language === 'en' ? 1 : 0, 'a lead gives hours to the own teams alone')
    await dialog.getByRole('button', { name: words.common.save, exact: true }).click()
    await dialog.waitFor({ state: 'detached' })
    const row = page.locator('.grid tbody tr', { hasText: language === 'en' ? 'Accounts and security' : '账户与安全' })
    await row.locator('.am', { hasText: '09:00' }).waitFor()
    assert.equal(await page.locator('.hoursnote').count(), 0, 'no team answers at any hour any more')
    await doesNotScrollSideways(page)
    await look(agent.person, { screen: 'console', state: 'hours-given' })

    // A colleague is there and takes conversations; the hours are what is promised all the same.
    const customer = await aCustomer(browser, service, { language, externalId })
    await customer.open()
    const strip = customer.panel.locator('.strip', { hasText: /0?9:00/ })
    await strip.waitFor()
    assert.ok((await strip.innerText()).includes(dayIn(language).split(' ')[0] ?? ''))
    await look(customer.person, { screen: 'widget', state: 'outside-hours-home' })
    await customer.button(customer.words.typeTransfer).click()
    await customer.say(language === 'en' ? 'My transfer has not arrived' : '转账还没到')
    await customer.button(customer.words.person).click()
    const promise = customer.answers.filter({ hasText: language === 'en' ? 'outside our hours' : '不在接待时间' })
    await promise.waitFor()
    const said = await promise.innerText()
    assert.ok(said.includes(dayIn(language)) && said.includes('09:00'), said)
    await look(customer.person, { screen: 'widget', state: 'outside-hours' })

    if (language === 'en') return // a lead sets hours, teams themselves are the admin's
    await page.goto(`${url}/console/admin/teams`)
    await agent.button('支付问题组').click()
    const hours = page.getByRole('dialog').getByLabel(words.hours.ofTeam)
    assert.equal(await hours.locator('option:checked').innerText(), '每周一天')
    await look(agent.person, { screen: 'console', state: 'team-hours' })
    const give = async (label: string) => {
      await hours.selectOption({ label })
      await page.getByRole('dialog').getByRole('button', { name: words.common.save, exact: true }).click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await give(words.hours.ofTeamNone)
    await page.goto(`${url}/console/admin/hours`)
    await page.locator('.hoursnote', { hasText: '支付问题组' }).waitFor()
    // It is not the next one's to give hours to.
    await page.goto(`${url}/console/admin/teams`)
    await agent.button('支付问题组').click()
    await give('每周一天')
  })
}
