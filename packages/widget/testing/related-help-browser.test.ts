import assert from 'node:assert/strict'
import { openWallet } from './browser.ts'
import { aConversation, add, said } from './fake-data.ts'
import { fakeDesk } from './fake-desk.ts'
import { journey, openPanel } from './journey.ts'

journey('while one waits, help is offered that has not been read already: the article that did not answer is not among it', async (page) => {
  const conversation = aConversation({ state: 'waiting', title: '退款没到' })
  add(conversation, said('customer', '退款没到'))
  const source = { articleSlug: 'refund-status', title: '退款进度怎么查', updatedOn: '2026-11-18' }
  add(conversation, said('bot', '退款原路退回。', { source }))
  add(conversation, { kind: 'queued' })
  const desk = await fakeDesk(page, { conversations: [conversation] })
  const hit = (slug: string, title: string) => ({ slug, title, passage: '', updatedOn: '2026-11-18' })
  desk.hits = [
    hit('refund-status', '退款进度怎么查'),
    hit('transfer-timing', '转账多久能到账'),
    hit('release-hold', '占用的钱什么时候恢复'),
    hit('dispute-status', '争议进度怎么查'),
    hit('fees', '收费一览'),
  ]
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  const help = page.getByRole('region', { name: '等的时候可以先看看' })
  await help.waitFor()
  assert.deepEqual(await help.getByRole('button').allInnerTexts(), ['转账多久能到账', '占用的钱什么时候恢复', '争议进度怎么查'])
})
