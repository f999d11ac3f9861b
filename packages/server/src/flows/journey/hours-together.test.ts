/** Two leads change today's hours of one team at once: the second is told, sees what holds now, and can change that. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator } from 'playwright-core'
import { anAgentAt, type Agent } from './agent.ts'
import { aBrowser } from './browser.ts'
import { look } from './look.ts'
import { aService } from './service.ts'

const service = await aService()
const browser = await aBrowser()

const fill = (words: string, values: Record<string, string>) => words.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]))
const REFUSED = { 'zh-CN': '同事刚刚改过这份营业时间', en: 'A colleague has just changed these hours' } as const

type Lead = { agent: Agent; language: 'zh-CN' | 'en'; team: string }
type Choice = 'usual' | 'close' | 'only'
const choiceIn = ({ agent }: Lead, dialog: Locator, choice: Choice) => dialog.getByRole('radio', { name: agent.words.wallboard.hours[choice], exact: true })

async function open({ agent: { page, words }, team }: Lead): Promise<Locator> {
  await page
    .locator('.teams tr', { hasText: team })
    .getByRole('button', { name: fill(words.wallboard.hours.change, { team }) })
    .press('Enter')
  const dialog = page.getByRole('dialog', { name: fill(words.wallboard.hours.title, { team }) })
  await dialog.getByRole('radio').first().waitFor()
  return dialog
}
async function save(lead: Lead, dialog: Locator, choice: Choice): Promise<void> {
  await choiceIn(lead, dialog, choice).check()
  await dialog.getByRole('button', { name: lead.agent.words.common.save, exact: true }).press('Enter')
}

test('of two leads who change the same day at once the second is told and loses nothing (both languages)', async () => {
  const at = async (language: Lead['language'], name: string, team: string): Promise<Lead> => {
    const agent = await anAgentAt(browser, service, { language, name })
    await agent.page.goto(`${service.url}/console/wallboard`)
    return { agent, language, team }
  }
  const leads = [await at('zh-CN', '何佳', '转账与提现'), await at('en', 'Daniel Okafor', 'Transfers')] as const
  for (const [first, second] of [leads, [leads[1], leads[0]]] as const) {
    const [firstDialog, dialog] = [await open(first), await open(second)]
    await save(first, firstDialog, 'close')
    await firstDialog.waitFor({ state: 'detached' })
    await save(second, dialog, 'only')
    await second.agent.page.getByText(REFUSED[second.language]).waitFor()
    // The form stands anew, as the first has left the day.
    await choiceIn(second, dialog, 'close').and(second.agent.page.locator(':checked')).waitFor()
    await look(second.agent.person, { screen: 'wallboard', state: 'hours-together' })
    assert.equal(await choiceIn(second, dialog, 'only').isChecked(), false)
    await save(second, dialog, 'usual')
    await dialog.waitFor({ state: 'detached' })
  }
})
