import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anAgentAt } from './agent.ts'
import { aBrowser } from './browser.ts'
import { look } from './look.ts'
import { aMeeting } from './meeting.ts'
import { aService } from './service.ts'

/** How soon a right that was taken away must be gone from every open window. */
const RIGHTS_WITHIN_MS = 5000

const service = await aService()
const browser = await aBrowser()

test('a restricted conversation leaves the window of a colleague of the same team within five seconds, and stays with who may see it', async () => {
  const language = 'zh-CN'
  const { customer, agent: lead } = await aMeeting(browser, service, { language, externalId: 'C-88214', customerName: '吴静怡', agentName: '何佳' })
  await customer.say('这件事请只让组长看')
  await lead.message('这件事请只让组长看').waitFor()
  const colleague = await anAgentAt(browser, service, { language, name: '林晓' })
  await colleague.list('all')
  await colleague.openRow('吴静怡')
  await colleague.message('这件事请只让组长看').waitFor()
  await lead.page.getByText(lead.words.thread.colleagueHere.replace('{{name}}', '林晓')).waitFor()
  const { words } = lead

  await lead.button(words.action.more).click()
  await lead.page.getByRole('menuitem', { name: words.action.restrict }).click()
  await lead.page.getByText(words.done.restricted).waitFor()
  await Promise.all([
    colleague.log.waitFor({ state: 'detached', timeout: RIGHTS_WITHIN_MS }),
    colleague.row('吴静怡').waitFor({ state: 'detached', timeout: RIGHTS_WITHIN_MS }),
  ])
  await colleague.page.getByText(words.thread.lost).waitFor()
  await look(colleague.person, { screen: 'console', state: 'taken-away' })
  await lead.page.locator('.sub', { hasText: words.list.restricted }).waitFor()
  // Whoever lost it is no longer said to be looking at it.
  await lead.page.getByText(words.thread.colleagueHere.replace('{{name}}', '林晓')).waitFor({ state: 'detached' })
  await lead.reply('好的，只有我在看')
  await customer.bubble('好的，只有我在看').waitFor()
  await look(lead.person, { screen: 'console', state: 'restricted' })
  await colleague.page.reload()
  await colleague.page.getByText(words.thread.lost).waitFor()
  for (const [person, hits] of [
    [lead, 1],
    [colleague, 0],
  ] as const) {
    await person.list(`search?q=${encodeURIComponent('只让组长')}`)
    await (hits === 0 ? person.page.getByText(words.search.nothingNext) : person.page.locator('.listcol a.hit').first()).waitFor()
    assert.equal(await person.page.locator('.listcol a.hit').count(), hits, 'only who may see it finds it')
  }
  await lead.list('all')
  await lead.openRow('吴静怡')

  await lead.button(words.action.more).click()
  await lead.page.getByRole('menuitem', { name: words.action.unrestrict }).click()
  await colleague.list('all')
  await colleague.openRow('吴静怡')
  await colleague.message('好的，只有我在看').waitFor()
})
