import { openWallet } from './browser.ts'
import { aConversation, add, said } from './fake-data.ts'
import { fakeDesk } from './fake-desk.ts'
import { journey, openPanel, photo } from './journey.ts'

journey('how the conversation is called in mails stands in its menu, and by its record once it is over', async (page) => {
  const conversation = aConversation({ state: 'with_agent', agentName: '林晓', reference: 'C-20931' })
  add(conversation, { kind: 'joined_by', name: '林晓' })
  add(conversation, said('agent', '您好，我在看这笔付款。', { name: '林晓' }))
  await fakeDesk(page, { conversations: [conversation] })
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('menu', { description: '编号 C-20931' }).getByText('编号 C-20931').waitFor()
  await photo(page, 'reference-menu')
  await page.getByRole('menuitem', { name: '结束对话' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: '结束', exact: true }).click()
  await page.locator('.after').getByText('编号 C-20931').waitFor()
  await photo(page, 'reference-ended')
})
