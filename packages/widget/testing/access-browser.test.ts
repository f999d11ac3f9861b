import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import type { AttachmentView } from '@yingda/protocol/entries/views.ts'
import { launch, newPage, openWallet, type Look } from './browser.ts'
import { add, aConversation, anArticle, asId, aTransaction, said } from './fake-data.ts'
import { fakeDesk } from './fake-desk.ts'
import { eventually } from './journey.ts'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
let browser: Browser
before(async () => {
  browser = await launch()
})
after(() => browser.close())

type AxeResult = { violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }

/** No known fault by axe's rules for WCAG 2.2 AA; nothing wider than the window. */
async function isSound(page: Page, where: string): Promise<void> {
  await page.evaluate(AXE)
  const { violations } = await page.evaluate<AxeResult>(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
  )
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html}\n    ${failureSummary}`).join('\n  ')}`)
  assert.deepEqual(found, [], where)
  const tooWide = await page.evaluate(() => {
    const panel = document.querySelector('body > div[data-mode]')?.shadowRoot?.querySelector('.panel')
    const wide = [...(panel?.querySelectorAll<HTMLElement>('*') ?? [])].filter(
      (each) => each.closest('.sr') === null && each.getBoundingClientRect().right > innerWidth + 1,
    )
    return wide.map(({ className, tagName }) => `${tagName} ${String(className)}`)
  })
  assert.deepEqual(tooWide, [], `${where}: wider than the window`)
}

async function walkThrough(page: Page, words: { more: RegExp; end: RegExp; endYes: RegExp; back: RegExp }): Promise<void> {
  const article = anArticle()
  const withAgent = aConversation({ state: 'with_agent', agentName: 'Maya Chen', title: 'With an agent', lastAt: new Date(Date.now() + 2000).toISOString() })
  add(withAgent, { kind: 'joined_by', name: 'Maya Chen' })
  add(withAgent, { kind: 'transaction', transaction: aTransaction() })
  add(withAgent, said('agent', 'Hello', { name: 'Maya Chen' }))
  add(withAgent, said('customer', 'Hello, this is a longer sentence that has to break on a narrow phone'))
  add(
    withAgent,
    said('bot', 'Read this', {
      source: { articleSlug: article.slug, title: article.title, updatedOn: article.updatedOn },
      quickReplies: ['helped', 'not_helped', 'talk_to_person'],
    }),
  )
  const waiting = aConversation({ state: 'waiting', title: 'In line' })
  add(waiting, said('customer', 'A person'))
  add(waiting, { kind: 'queued' })
  waiting.state = { ...waiting.state, ahead: 3 }
  const desk = await fakeDesk(page, { home: { signedIn: true, agentsOnDuty: false }, conversations: [withAgent, waiting] })
  desk.articles = [article]
  desk.transactions = [aTransaction(), aTransaction({ id: 'T-2', status: 'completed' })]
  desk.hits = [
    {
      slug: article.slug,
      title: article.title,
      passage: 'A passage that runs over more than one line on a narrow phone, surely.',
      updatedOn: article.updatedOn,
    },
  ]
  await openWallet(page)
  await isSound(page, 'closed')
  await page.locator('.launcher').click()
  await page.locator('.recent').waitFor()
  await isSound(page, 'home')
  await page.locator('input[type=search]').fill('x')
  await page.locator('ul.hits').waitFor()
  await isSound(page, 'search')
  desk.hits = []
  await page.locator('input[type=search]').fill('xy')
  await page.locator('.none').waitFor()
  await isSound(page, 'nothing found')
  await page.locator('input[type=search]').fill('')
  await page.locator('.recent button').first().click()
  await page.locator('.cite').first().waitFor()
  await page.locator('.chip').first().waitFor()
  await isSound(page, 'chat')
  await page.locator('.cite').first().click()
  await page.locator('.prose p').first().waitFor()
  await isSound(page, 'article')
  await page.getByRole('button', { name: words.back }).click()
  await page.getByRole('button', { name: words.more }).click()
  await isSound(page, 'menu')
  await page.getByRole('menuitem', { name: words.end }).click()
  await isSound(page, 'end asked')
  await page.getByRole('button', { name: words.endYes, exact: true }).click()
  await page.getByRole('radio').nth(3).click()
  await page.locator('.after').waitFor()
  await isSound(page, 'ended')
  await page.getByRole('button', { name: words.back }).click()
  await page.locator('.recent button').nth(1).click()
  await page.locator('.opt').nth(1).waitFor()
  await isSound(page, 'waiting')
  await page.locator('.opt').last().click()
  await page.locator('.picks button').first().waitFor()
  await isSound(page, 'transactions')
}

const ZH = { more: /^更多$/, end: /^结束对话$/, endYes: /^结束$/, back: /^返回$/ }
const EN = { more: /^More$/, end: /^End conversation$/, endYes: /^End$/, back: /^Back$/ }
const looks: [name: string, look: Look, words: typeof ZH][] = [
  ['中文，浅色，320 px', { width: 320, height: 640, language: 'zh-CN' }, ZH],
  ['English, dark, 320 px', { width: 320, height: 640, language: 'en', dark: true }, EN],
  ['English, light, a wide window', { width: 1200, height: 800, language: 'en' }, EN],
]
for (const [name, look, words] of looks) {
  test(`every screen is sound: ${name}`, async () => {
    const page = await newPage(browser, look)
    await walkThrough(page, words)
    await page.context().close()
  })
}

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const root = document.querySelector('body > div[data-mode]')?.shadowRoot
    const element = root?.activeElement ?? document.activeElement
    return element?.getAttribute('aria-label') ?? element?.textContent ?? ''
  })

test('by keyboard alone: opened, asked, sent, closed, and focus is back where it was', async () => {
  const page = await newPage(browser)
  const desk = await fakeDesk(page)
  await openWallet(page)
  await page.locator('#host-button').focus()
  await page.keyboard.press('Tab')
  assert.equal(await focused(page), '联系客服')
  await page.keyboard.press('Enter')
  await page.locator('.kinds').waitFor()
  assert.equal(await focused(page), '云禾钱包客服', 'the heading of the new screen')
  for (let steps = 0; steps < 12 && (await focused(page)) !== '其他问题'; steps++) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.locator('textarea').waitFor()
  await page.keyboard.type('没有鼠标')
  await page.keyboard.press('Enter')
  await page.locator('.mark').getByText('已送达').waitFor()
  assert.equal(desk.conversations.length, 1)
  await page.keyboard.press('Escape')
  await page.locator('.panel').waitFor({ state: 'detached' })
  assert.equal(await focused(page), '联系客服')
  await page.context().close()
})

test('Tab stays inside the sheet, both ways round', async () => {
  const page = await newPage(browser)
  await fakeDesk(page)
  await openWallet(page)
  await page.locator('.launcher').click()
  await page.locator('.kinds').waitFor()
  await page.waitForFunction(() => document.documentElement.style.overflow === 'hidden')
  const seen = new Set<string>()
  for (let steps = 0; steps < 14; steps++) {
    await page.keyboard.press('Tab')
    seen.add(await focused(page))
  }
  assert.ok(!seen.has('余额') && !seen.has('联系客服'), [...seen].join(', '))
  assert.ok(seen.has('关闭') && seen.has('搜索帮助文章') && seen.has('其他问题'))
  await page.keyboard.press('Shift+Tab')
  assert.ok(seen.has(await focused(page)))
  await page.context().close()
})

test('a screen reader is told what comes in, once, and nothing of what was there', async () => {
  const page = await newPage(browser)
  const conversation = aConversation({ state: 'with_agent', agentName: '林晓' })
  add(conversation, said('agent', '早先的话', { name: '林晓' }))
  const desk = await fakeDesk(page, { conversations: [conversation] })
  await openWallet(page)
  await page.locator('.launcher').click()
  await page.locator('.recent button').click()
  await page.getByText('早先的话').waitFor()
  const live = page.locator('.rel > [aria-live=polite]')
  await live.waitFor({ state: 'attached' })
  assert.equal(await live.textContent(), '')
  await page.waitForTimeout(300)
  desk.post(conversation, said('agent', '新的话', { name: '林晓' }))
  await page.getByText('林晓: 新的话').waitFor({ state: 'attached' })
  await live.locator('p').evaluate((element) => void Object.assign(element, { isBefore: true }))
  desk.post(conversation, said('agent', '新的话', { name: '林晓' }))
  await eventually(() => live.locator('p').evaluate((element) => !('isBefore' in element)), 'the same words again are told again')
  assert.equal(await live.textContent(), '林晓: 新的话')
  const slip = {
    id: asId<AttachmentView['id']>(randomUUID()),
    name: '退款回单.pdf',
    mediaType: 'application/pdf',
    sizeBytes: 1,
    width: null,
    height: null,
    hasThumbnail: false,
  }
  desk.post(conversation, said('agent', '', { name: '林晓', content: { text: '', attachments: [slip], redacted: false } }))
  await page.getByText('林晓: 退款回单.pdf').waitFor({ state: 'attached' })
  desk.post(conversation, { kind: 'resolved', by: 'agent', name: '林晓' }, { state: 'ended' })
  await live.getByText('林晓结束了这次对话').waitFor({ state: 'attached' })
  await page.context().close()
})

test('with motion reduced nothing moves; otherwise the panel rises once', async () => {
  for (const still of [true, false]) {
    const page = await newPage(browser, { still })
    await fakeDesk(page)
    await openWallet(page)
    await page.locator('.launcher').click()
    const animation = await page.locator('.panel').evaluate((panel) => getComputedStyle(panel).animationName)
    assert.equal(animation, still ? 'none' : 'rise')
    await page.context().close()
  }
})

test('in a web view it fills its container, without launcher and without a way to close', async () => {
  const page = await newPage(browser, { touch: true })
  await fakeDesk(page)
  await openWallet(page, { mode: 'page', language: 'en', theme: 'dark' })
  await page.locator('.kinds').waitFor()
  assert.equal(await page.locator('.launcher').count(), 0)
  assert.equal(await page.getByRole('button', { name: 'Close' }).count(), 0)
  assert.equal(await page.locator('.panel').evaluate((panel) => getComputedStyle(panel).colorScheme), 'dark')
  assert.equal(await page.getByText('Something else').count(), 1)
  await page.context().close()
})
