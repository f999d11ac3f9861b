import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DESKTOP } from './agent.ts'
import { aBrowser, aPerson } from './browser.ts'
import { aCustomer } from './customer.ts'
import { aMeeting } from './meeting.ts'
import { askedDuring } from './requests.ts'
import { aService } from './service.ts'

const service = await aService()
const browser = await aBrowser()

/** The lists that every window follows are the own desk and the own queues: each is asked for once a reading. */
const readings = (times: number) => ({
  'GET /api/staff/conversations': 2 * times,
  'GET /api/staff/conversations/counts': times,
  'GET /api/staff/offers': times,
})
/** Asked for again every quarter of a minute, whatever else happens. */
const BY_THE_CLOCK = { 'GET /api/staff/incidents': 2 }
/** Once for the first sight, once when the socket is live, and once more for what may happen meanwhile. */
const OPENING = { ...readings(3), ...BY_THE_CLOCK, ...each('session', 'views', 'colleagues') }
/** The facts once more when the look into the wallet stands in the record; the lists for what was read. */
const SWITCHING = {
  ...readings(2),
  ...BY_THE_CLOCK,
  ...each('customers/:id', 'customers/:id/wallet', 'conversations/:id/entries'),
  'GET /api/staff/conversations/:id': 2,
}
/** The words come by the socket. What follows from them is asked for when they came, and when they have been read. */
const HEARING = { ...readings(3), ...BY_THE_CLOCK, 'GET /api/staff/conversations/:id': 2 }
const FIRST_LOAD = { files: 20, bytes: 300_000 }

function each(...paths: string[]): Record<string, number> {
  return Object.fromEntries(paths.map((path) => [`GET /api/staff/${path}`, 1]))
}

function atMost(asked: Readonly<Record<string, number>>, allowed: Readonly<Record<string, number>>, when: string): void {
  const tooMany = Object.entries(asked).filter(([call, times]) => times > (allowed[call] ?? 0))
  assert.deepEqual(tooMany, [], `${when}: ${JSON.stringify(asked)}`)
}

test('the console asks for no more than it needs: when it opens, from one conversation to another, for a new message', async () => {
  const { customer, agent } = await aMeeting(browser, service, { language: 'zh-CN', externalId: 'C-88102', customerName: '陈雨薇', agentName: '林晓' })
  const other = await aCustomer(browser, service, { language: 'zh-CN', externalId: 'C-66019' })
  await other.open()
  await other.button(other.words.homePerson).click()
  await agent.row('周岚').first().waitFor()

  // A second window, with nothing in its cache.
  const { context, page } = await aPerson(browser, { language: 'zh-CN', size: DESKTOP })
  await context.addCookies(await agent.person.context.cookies())
  const opened = await askedDuring(page, async () => {
    await page.goto(`${service.url}/console/inbox/desk`)
    await page.locator('a.row').first().waitFor()
  })
  atMost(opened.calls, OPENING, 'opening')
  assert.ok(opened.files <= FIRST_LOAD.files, `${opened.files} files`)
  assert.ok(opened.bytes > 0 && opened.bytes < FIRST_LOAD.bytes, `${opened.bytes} bytes`)
  await context.close()

  const switched = await askedDuring(agent.page, () => agent.openRow('周岚'))
  atMost(switched.calls, SWITCHING, 'from one conversation to another')
  await agent.openRow('陈雨薇')
  const heard = await askedDuring(agent.page, async () => {
    await customer.say('还没有到账')
    await agent.message('还没有到账').waitFor()
  })
  atMost(heard.calls, HEARING, 'a new message')
})
