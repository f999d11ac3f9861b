import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator } from 'playwright-core'
import type { ConversationList } from '@yingda/protocol/http/staff.ts'
import { anAgentAt, wordsOf, type Agent } from './agent.ts'
import { aBrowser } from './browser.ts'
import { CROWD_LIMITS, visitorsWait } from './crowd.ts'
import { eventually } from './eventually.ts'
import { aService } from './service.ts'

const MOST_LINES = 80
const CONVERSATIONS = 10_000
/** Of two hundred that come into sight. */
const MADE_AT_MOST = 10
/** A screen stood upright: the most that there is room for. */
const UPRIGHT = { width: 1280, height: 2160 }

const service = await aService({ env: CROWD_LIMITS })
const browser = await aBrowser()

const line = ({ page }: Agent, position: number): Locator => page.locator(`.list [aria-posinset="${position}"]`)
const toLine = ({ page }: Agent, position: number) => page.evaluate(`document.querySelector('.list').scrollTop = ${(position - 1) * 36}`)
/** Where in the list the row stands that has the focus; 0 when none has. */
const focusedLine = ({ page }: Agent) => page.evaluate<number>(`Number(document.activeElement?.closest('.line')?.ariaPosInSet ?? 0)`)

/** Somebody who looks at ten thousand conversations; the pointer is over the list. */
async function beforeALongList(): Promise<Agent> {
  await visitorsWait(service, 1)
  const agent = await anAgentAt(browser, service, { language: 'zh-CN', name: '林晓', size: UPRIGHT })
  const { page } = agent
  await page.route(/\/api\/staff\/conversations\?(?=.*view=all)(?!.*ids=)/, async (route) => {
    const { rows }: ConversationList = await (await route.fetch()).json()
    const [row] = rows
    assert.ok(row !== undefined, 'the visitor stands in line')
    await route.fulfill({ json: { rows: Array.from({ length: CONVERSATIONS }, (_, index) => numbered(row, index)), nextCursor: null } })
  })
  // What changes is read again by its id: the visitor's own row would be one more.
  await page.route(/\/api\/staff\/conversations\?.*ids=/, (route) => route.fulfill({ json: { rows: [], nextCursor: null } }))
  await agent.list('all')
  await line(agent, 1).waitFor()
  const box = (await page.locator('.list').boundingBox()) ?? assert.fail('the list is there')
  await page.mouse.move(box.x + 100, box.y + 100)
  return agent
}

test('a list of ten thousand puts eighty lines into the page at most, however it is walked through', async () => {
  const agent = await beforeALongList()
  const { page } = agent
  assert.equal(await line(agent, 1).getAttribute('aria-setsize'), String(CONVERSATIONS))
  await page.evaluate(`(() => {
    const list = document.querySelector('.list')
    const count = () => { globalThis.mostLines = Math.max(globalThis.mostLines ?? 0, list.querySelectorAll('.line').length) }
    count()
    new MutationObserver(count).observe(list, { childList: true, subtree: true })
  })()`)
  const most = () => page.evaluate<number>('mostLines')

  for (let turn = 1; turn <= 10; turn += 1) {
    await page.mouse.wheel(0, 720)
    await line(agent, 20 * turn + 1).waitFor()
  }
  for (const position of [CONVERSATIONS, 5000, 1]) {
    await toLine(agent, position)
    await line(agent, position).waitFor()
  }
  await page.keyboard.press('j')
  for (let key = 0; key < 40; key += 1) await page.keyboard.press('j')
  await eventually('the keys have walked down the list', async () => (await focusedLine(agent)) > 30)
  assert.ok((await most()) >= 40, `the screen is full: ${await most()}`)
  assert.ok((await most()) <= MOST_LINES, `${await most()} lines`)
  assert.equal(await page.getByRole('list', { name: wordsOf('zh-CN').list.label }).count(), 1)
})

test('rows are filled anew where they stand, the focus stays with its conversation, and at rest the page has the order of the list', async () => {
  const agent = await beforeALongList()
  const { page } = agent
  for (const key of ['j', 'j', 'j']) await page.keyboard.press(key)
  await eventually('the third row has the focus', async () => (await focusedLine(agent)) === 3)
  const href = await page.evaluate<string>('document.activeElement.href')
  for (let turn = 1; turn <= 30; turn += 1) {
    await page.mouse.wheel(0, 120)
    await line(agent, Math.floor((120 * turn) / 36) + 1).waitFor()
  }
  const positions = () => page.evaluate<number[]>(`[...document.querySelectorAll('.list .line')].map((line) => Number(line.ariaPosInSet))`)
  await eventually('the page has the order of the list', async () => {
    const shown = await positions()
    return shown.every((position, index) => index === 0 || position > (shown[index - 1] ?? 0))
  })
  assert.equal(await focusedLine(agent), 3, 'a row far out of sight keeps the focus')
  await page.evaluate(`(() => {
    globalThis.made = 0
    const note = (records) => { for (const { addedNodes } of records) globalThis.made += addedNodes.length }
    new MutationObserver(note).observe(document.querySelector('.lines'), { childList: true })
  })()`)
  for (const position of [1000, 5000, 9000]) {
    await toLine(agent, position)
    await line(agent, position).waitFor()
    await line(agent, position + 50).waitFor()
  }
  assert.ok((await page.evaluate<number>('made')) <= MADE_AT_MOST, `${await page.evaluate('made')} lines were made`)
  assert.equal(await page.evaluate('document.activeElement.href'), href)
  await page.keyboard.press('Enter')
  await page.waitForURL(href)
})

/** The same conversation under another number; ids sort as their numbers do. */
function numbered<Row extends ConversationList['rows'][number]>(row: Row, index: number): Row {
  const id = `${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`
  return { ...row, id, reference: `N-${index}`, customer: { ...row.customer, name: `客户 ${index}` } }
}
