import { openWallet } from './browser.ts'
import { aConversation, add } from './fake-data.ts'
import { fakeDesk } from './fake-desk.ts'
import { journey, openPanel } from './journey.ts'

for (const { language, more, end, inLine, arranged } of [
  { language: 'zh-CN', more: '更多', end: '结束对话', inLine: /您会退出排队，现在的位置会让出/, arranged: /约好的回复会取消/ },
  { language: 'en', more: 'More', end: 'End conversation', inLine: /your place is given up/, arranged: /What you arranged is called off/ },
] as const)
  journey(
    `who ends what he waits in is told beforehand what goes with it: the place, or what was arranged (${language})`,
    async (page) => {
      const conversation = aConversation({ state: 'waiting', title: '提现没有到账' })
      add(conversation, { kind: 'queued' })
      const desk = await fakeDesk(page, { conversations: [conversation] })
      await openWallet(page, { language })
      await openPanel(page)
      await page.locator('.recent button').click()
      await page.getByRole('button', { name: more, exact: true }).click()
      await page.getByRole('menuitem', { name: end }).click()
      await page.getByRole('alertdialog').getByText(inLine).waitFor()
      desk.post(conversation, { kind: 'call_back', channel: 'phone', from: null, until: null, number: '•••0958' })
      await page.getByRole('alertdialog').getByText(arranged).waitFor()
    },
    { language },
  )
