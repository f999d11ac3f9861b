/** More is asked than the server can do, as a colleague sees it: nothing is called failed, and what waits goes by itself. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { aBrowser } from './browser.ts'
import { look } from './look.ts'
import { aMeeting } from './meeting.ts'
import { aService } from './service.ts'

const service = await aService()
const browser = await aBrowser()
const REFUSED = { code: 'server.overloaded', message: '', data: { retryAfterSeconds: 4 } }

/** The server's own answers are taken to be these, until the end. */
async function crowd(page: Page, addresses: RegExp): Promise<{ refused: () => number; end(): Promise<void> }> {
  let refused = 0
  await page.route(addresses, (route) => {
    refused += 1
    return route.fulfill({ status: 503, headers: { 'retry-after': '4' }, json: REFUSED })
  })
  return { refused: () => refused, end: () => page.unroute(addresses) }
}

for (const { language, words, externalId, customerName, agentName } of [
  {
    language: 'zh-CN',
    externalId: 'C-88102',
    customerName: '陈雨薇',
    agentName: '林晓',
    words: { crowded: /现在请求很多：列表和搜索会晚一些更新/, again: /约 \d+ 秒后自动再试/, waiting: /1 条等待发送/ },
  },
  {
    language: 'en',
    externalId: 'C-83350',
    customerName: 'Daniel Park',
    agentName: 'Maya Chen',
    words: { crowded: /lists and search are behind, replies go first/, again: /Next try in about \d+ seconds?/, waiting: /1 message waits/ },
  },
] as const)
  test(`where too many ask, a colleague is told that lists are behind and that the reply waits; both go on by themselves (${language})`, async () => {
    const { customer, agent } = await aMeeting(browser, service, { language, agentName, externalId, customerName })
    await customer.say('在吗')
    await agent.message('在吗').waitFor()
    const { page } = agent.person
    const rush = await crowd(page, /\/api\/staff\/(conversations(\?|\/counts|\/[^/]+\/messages))/)
    await agent.reply('在的')
    await page.getByText(words.waiting).waitFor()
    await page.getByText(words.crowded).waitFor()
    await page.getByText(words.again).waitFor()
    assert.deepEqual((await page.locator('[role=alert]').allTextContents()).filter(Boolean), [], 'nothing has failed')
    for (const width of [1440, 1024]) {
      await page.setViewportSize({ width, height: 900 })
      await look({ ...agent.person, width }, { screen: 'console', state: 'crowded' })
    }
    await rush.end()
    await customer.bubble('在的').waitFor({ timeout: 15_000 })
    await page.getByText(words.crowded).waitFor({ state: 'detached', timeout: 15_000 })
    assert.deepEqual(await customer.said(), ['在吗', '在的'])
    assert.ok(rush.refused() < 20, 'it was not asked again and again')
  })
