import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { aBrowser } from './browser.ts'
import { aCustomer } from './customer.ts'
import { anAgentAt } from './agent.ts'
import { look } from './look.ts'
import { aService } from './service.ts'

const service = await aService()
const browser = await aBrowser()

/** The file that arrives when this is done. */
async function downloaded(page: Page, doing: () => Promise<void>): Promise<{ name: string; text: string }> {
  const [file] = await Promise.all([page.waitForEvent('download'), doing()])
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
}

for (const [language, lead, externalId, customerName, lines] of [
  ['zh-CN', '何佳', 'C-88102', '陈雨薇', { ask: '转账三天了还没到', reply: '已经查到，明天 18:00 前到账', note: '渠道说是对方银行积压' }],
  [
    'en',
    'Daniel Okafor',
    'C-83350',
    'Daniel Park',
    { ask: 'My transfer is three days late', reply: 'Found it, it arrives by 18:00 tomorrow', note: 'The provider blames the other bank' },
  ],
] as const) {
  test(`both records of a conversation arrive as files: the desk's with its notes, the customer's without (${language})`, async () => {
    const customer = await aCustomer(browser, service, { language, externalId })
    await customer.open()
    await customer.button(customer.words.typeTransfer).click()
    await customer.say(lines.ask)
    await customer.button(customer.words.person).click()
    const agent = await anAgentAt(browser, service, { language, name: lead })
    const { page, words } = agent
    await agent.openRow(customerName)
    await agent.note(lines.note)
    await agent.log.locator('.note', { hasText: lines.note }).waitFor()
    await agent.reply(lines.reply)
    await customer.bubble(lines.reply).waitFor()
    const reference = await page.locator('.sub .num').first().innerText()

    await agent.button(words.action.more).click()
    await page.getByRole('menuitem', { name: words.action.export }).waitFor()
    await look(agent.person, { screen: 'console', state: 'more' })
    const exported = await downloaded(page, () => page.getByRole('menuitem', { name: words.action.export }).click())
    assert.equal(exported.name, `${reference}.json`)
    type Exported = { reference: string; entries: { entry: { type: string }; content: { text: string } | null }[] }
    const { entries, ...rest } = JSON.parse(exported.text) as Exported // our own server's answer, whose fields are what is under test
    assert.deepEqual(rest, { reference })
    const said = entries.flatMap(({ entry, content }) => (content === null ? [] : [[entry.type, content.text]]))
    assert.ok(said.some(([type, text]) => type === 'message.posted' && text === lines.ask))
    assert.ok(said.some(([type, text]) => type === 'message.posted' && text === lines.reply))
    assert.ok(said.some(([type, text]) => type === 'note.added' && text === lines.note))
    // The thread stays as it was.
    await agent.message(lines.reply).waitFor()

    await customer.panel.getByRole('button', { name: customer.words.more, exact: true }).click()
    await customer.panel.getByRole('menu').getByText(customer.words.reference(reference)).waitFor()
    await look(customer.person, { screen: 'widget', state: 'menu' })
    const kept = await downloaded(customer.page, () => customer.panel.getByRole('menuitem', { name: customer.words.transcript }).click())
    assert.match(kept.name, /\.txt$/)
    const own = kept.text.split('\n')
    assert.ok(own[0]?.includes(reference), own[0])
    assert.ok(own.some((line) => line.endsWith(`${language === 'en' ? 'You' : '您'}: ${lines.ask}`)))
    assert.ok(own.some((line) => line.endsWith(`${lead}: ${lines.reply}`)))
    assert.ok(!kept.text.includes(lines.note))
  })
}
