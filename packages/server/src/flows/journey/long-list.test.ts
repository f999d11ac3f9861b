import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConversationList } from '@yingda/protocol/http/staff.ts'
import { anAgentAt, wordsOf } from './agent.ts'
import { aBrowser } from './browser.ts'
import { CROWD_LIMITS, visitorsWait } from './crowd.ts'
import { eventually } from './eventually.ts'
import { aService } from './service.ts'

const MOST_LINES = 80
const CONVERSATIONS = 10_000
/** A screen stood upright: the most that there is room for. */
const UPRIGHT = { width: 1280, height: 2160 }

const service = await aService({ env: CROWD_LIMITS })
const browser = await aBrowser()

test('a list of ten thousand puts eighty lines into the page at most, however it is walked through', async () => {
  await visitorsWait(service, 1)
  const agent = await anAgentAt(browser, service, { language: 'zh-CN', name: '林晓', size: UPRIGHT })
  const { page } = agent
  await page.route(/\/api\/staff\/conversations\?(?=.*view=all)(?!.*ids=)/, async (route) => {
    const { rows }: ConversationList = await (await route.fetch()).json()
    const [row] = rows
    assert.ok(row !== undefined, 'the visitor stands in line')
    await route.fulfill({ json: { rows: Array.from({ length: CONVERSATIONS }, (_, index) => numbered(row, index)), nextCursor: null } })
  })
  await agent.list('all')
  const line = (position: number) => page.locator(`.list [aria-posinset="${position}"]`)
  await line(1).waitFor()
  assert.equal(await line(1).getAttribute('aria-setsize'), String(CONVERSATIONS))
  await page.evaluate(`(() => {
    const list = document.querySelector('.list')
    const count = () => { globalThis.mostLines = Math.max(globalThis.mostLines ?? 0, list.querySelectorAll('.line').length) }
    count()
    new MutationObserver(count).observe(list, { childList: true, subtree: true })
  })()`)
  const most = () => page.evaluate<number>('mostLines')
  const scrollTo = (px: number) => page.evaluate(`document.querySelector('.list').scrollTop = ${px}`)

  const box = (await page.locator('.list').boundingBox()) ?? assert.fail('the list is there')
  await page.mouse.move(box.x + 100, box.y + 100)
  for (let turn = 1; turn <= 10; turn += 1) {
    await page.mouse.wheel(0, 720)
    await line(20 * turn + 1).waitFor()
  }
  for (const position of [CONVERSATIONS, 5000, 1]) {
    await scrollTo((position - 1) * 36)
    await line(position).waitFor()
  }
  await page.keyboard.press('j')
  for (let key = 0; key < 40; key += 1) await page.keyboard.press('j')
  await eventually('the keys have walked down the list', () => page.evaluate<boolean>(`Number(document.activeElement.closest('.line')?.ariaPosInSet) > 30`))
  assert.ok((await most()) >= 40, `the screen is full: ${await most()}`)
  assert.ok((await most()) <= MOST_LINES, `${await most()} lines`)
  assert.equal(await page.getByRole('list', { name: wordsOf('zh-CN').list.label }).count(), 1)
})

/** The same conversation under another number; ids sort as their numbers do. */
function numbered<Row extends ConversationList['rows'][number]>(row: Row, index: number): Row {
  const id = `${String(index).padStart(8, '0')}-0000-4000-8000-000000000000`
  return { ...row, id, reference: `N-${index}`, customer: { ...row.customer, name: `客户 ${index}` } }
}
