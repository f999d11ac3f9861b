import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Locator } from 'playwright-core'
import sharp from 'sharp'
import { aBrowser } from './browser.ts'
import { eventually } from './eventually.ts'
import { look } from './look.ts'
import { aMeeting } from './meeting.ts'
import { aService } from './service.ts'

const service = await aService()
const browser = await aBrowser()

/** A picture that compresses badly enough to be one worth a thumbnail. */
const picture = (background: string) =>
  sharp({ create: { width: 900, height: 600, channels: 3, background } })
    .png()
    .toBuffer()
const isDrawn = (image: Locator): Promise<boolean> => image.evaluate((element: object) => 'naturalWidth' in element && Number(element.naturalWidth) > 0)

for (const [language, externalId, customerName, agentName, lines] of [
  ['zh-CN', 'C-88102', '陈雨薇', '林晓', { files: '这是付款的截图', note: '客户情绪着急，先别提退款规则', reply: '收到，我标出了要看的地方' }],
  ['en', 'C-83350', 'Daniel Park', 'Maya Chen', { files: 'Here is the receipt', note: 'He has been here twice, be quick', reply: 'Thanks, I marked the line' }],
] as const) {
  test(`pictures go both ways with a small copy, and a note never reaches the customer (${language})`, async () => {
    const { customer, agent } = await aMeeting(browser, service, { language, externalId, customerName, agentName })
    const heard: string[] = []
    customer.page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(payload.toString())))
    customer.page.on(
      'response',
      (reply) =>
        void (
          /\/api\/customer\/(home|conversations)/.test(reply.url()) &&
          reply.text().then(
            (text) => heard.push(text),
            () => undefined,
          )
        ),
    )
    await customer.page.reload()
    await customer.open()
    await customer.panel.locator('.recent button').first().click()

    await customer.panel.locator('input[type=file]').setInputFiles({ name: 'receipt.png', mimeType: 'image/png', buffer: await picture('#0b7a6b') })
    await customer.panel.locator('.upl', { hasText: 'receipt.png' }).getByRole('status').waitFor({ state: 'attached' })
    await customer.composer.fill(lines.files)
    await look(customer.person, { screen: 'widget', state: 'file-ready' })
    await customer.button(customer.words.send).click()
    await agent.message(lines.files).waitFor()
    await eventually('the small copy is shown', () => isDrawn(agent.log.locator('.file.pic img').first()))

    await agent.note(lines.note)
    await agent.log.locator('.note', { hasText: lines.note }).waitFor()
    await agent.page.getByRole('tab', { name: agent.words.composer.reply }).click()
    await agent.page.locator('.comp input[type=file]').setInputFiles({ name: 'marked.png', mimeType: 'image/png', buffer: await picture('#b35900') })
    await agent.page.locator('.comp').getByText('marked.png').waitFor()
    await agent.reply(lines.reply)
    await customer.bubble(lines.reply).waitFor()
    await eventually('both small copies are shown', () => isDrawn(customer.log.locator('.shot img').nth(1)))
    await look(customer.person, { screen: 'widget', state: 'files' })
    await look(agent.person, { screen: 'console', state: 'files-and-note' })

    assert.deepEqual(
      await customer.log
        .locator('.shot .foot')
        .allInnerTexts()
        .then((texts) => texts.map((text) => text.split(/\s/)[0])),
      ['receipt.png', 'marked.png'],
    )
    assert.ok(heard.some((text) => text.includes(lines.reply)))
    assert.equal(heard.filter((text) => text.includes(lines.note)).length, 0)
    assert.ok(!(await customer.page.content()).includes(lines.note) && !(await customer.panel.innerHTML()).includes(lines.note))
  })
}
