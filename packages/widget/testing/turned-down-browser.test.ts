/** What a customer sees when something that leaves no bubble is put off or turned down: a person asked for, a transaction brought along. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { openWallet } from './browser.ts'
import { aConversation, add, aToken, said } from './fake-data.ts'
import { CORS, fakeDesk } from './fake-desk.ts'
import { DESK } from './fake-wallet.ts'
import { eventually, journey, openPanel, photo, sent, write } from './journey.ts'

type No = { status: number; code: string; message: string; afterSeconds?: number }

/** This door says no as long as `when` holds. */
async function turnsDown(page: Page, path: string, { status, code, message, afterSeconds }: No, when: (body: unknown) => boolean = () => true): Promise<void> {
  await page.route(`${DESK}/api/customer${path}`, (route) => {
    if (route.request().method() === 'OPTIONS' || !when(route.request().postDataJSON())) return route.fallback()
    const headers = { ...CORS, ...(afterSeconds === undefined ? {} : { 'retry-after': String(afterSeconds) }) }
    return route.fulfill({ status, headers, json: { code, message, data: {} } })
  })
}

const withBot = () => {
  const conversation = aConversation({ state: 'bot' })
  add(conversation, said('bot', '您好'))
  return conversation
}

for (const { language, person, tooMany } of [
  { language: 'zh-CN', person: '转人工', tooMany: '操作太频繁，请等 34 分钟后再试。' },
  { language: 'en', person: 'Get a person', tooMany: 'Too many requests. Please try again in 34 minutes.' },
] as const)
  journey(
    `a person asked for too often is told so, and what is written then is not held up (${language})`,
    async (page) => {
      const desk = await fakeDesk(page, { conversations: [withBot()] })
      await turnsDown(page, '/conversations/*/person', { status: 429, code: 'request.too_many', message: tooMany, afterSeconds: 2000 })
      await openWallet(page, { language })
      await openPanel(page)
      await page.locator('.recent button').click()
      await page.getByText('您好').waitFor()
      await page.getByRole('button', { name: person, exact: true }).click()
      await page.locator('.problem[role=alert]').getByText(tooMany).waitFor()
      await photo(page, `person-too-often-${language}`)
      assert.equal(await page.locator('.strip').count(), 0, 'nothing is wrong with the network')
      assert.equal(await page.getByRole('button', { name: person, exact: true }).isEnabled(), true)
      await write(page, '钱不见了')
      await eventually(() => sent(desk).includes('钱不见了'), 'the message arrives')
    },
    { language },
  )

journey('who writes very fast is told that, and not that the network is gone; it goes by itself', async (page) => {
  const desk = await fakeDesk(page, { conversations: [withBot()] })
  let isOver = false
  await turnsDown(page, '/conversations/*/messages', { status: 429, code: 'request.too_many', message: '', afterSeconds: 2 }, () => !isOver)
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  await page.getByText('您好').waitFor()
  await write(page, '还在吗')
  await page.locator('.strip').getByText('发得有点快').waitFor()
  isOver = true
  await eventually(() => sent(desk).includes('还在吗'), 'sent by itself', 10_000)
  await page.locator('.strip').waitFor({ state: 'detached' })
})

for (const code of ['wallet.unavailable', 'transaction.not_found'] as const)
  journey(`a transaction that the wallet cannot show does not keep the question from being asked (${code})`, async (page) => {
    const desk = await fakeDesk(page)
    const message = '没有找到'
    const hasTransaction = (body: unknown): boolean => (body as { transactionId: string | null }).transactionId !== null
    await turnsDown(page, '/conversations', { status: code === 'wallet.unavailable' ? 503 : 404, code, message }, hasTransaction)
    await openWallet(page)
    await page.evaluate('Yingda.open({ transactionId: "T-1", questionType: "payment" })')
    await page.getByText('您选的这笔交易会一起带上').waitFor()
    await write(page, '付了钱商家说没收到')
    await eventually(() => sent(desk).length === 1, 'the question is asked')
    await page.locator('.problem[role=alert]').getByText('这笔交易暂时查不到，没有带上').waitFor()
    await photo(page, `without-transaction-${code}`)
  })

journey('a visitor who is blocked is told so when asking for a person, and can try again from the same screen', async (page) => {
  const desk = await fakeDesk(page)
  let isBlocked = true
  const message = '暂时不能在这里发消息。如需帮助，请登录钱包后联系客服。'
  await turnsDown(page, '/conversations', { status: 403, code: 'visitor.blocked', message }, () => isBlocked)
  await openWallet(page)
  await openPanel(page)
  await page.getByRole('button', { name: '或直接找同事' }).click()
  await page.locator('.problem[role=alert]').getByText(message).waitFor()
  await write(page, '我要投诉')
  await page.getByRole('button', { name: '没有发出，点按重发' }).waitFor()
  isBlocked = false
  await page.getByRole('button', { name: '没有发出，点按重发' }).click()
  await eventually(() => sent(desk).includes('我要投诉'), 'it goes once it may')
})

for (const { language, person, asking } of [
  { language: 'zh-CN', person: '转人工', asking: '正在为您转人工' },
  { language: 'en', person: 'Get a person', asking: 'Asking for a person' },
] as const)
  journey(
    `a person asked for without a network: the press is acknowledged, once is enough, and it is done on return (${language})`,
    async (page) => {
      const desk = await fakeDesk(page, { conversations: [withBot()] })
      await openWallet(page, { language })
      await openPanel(page)
      await page.locator('.recent button').click()
      await page.getByText('您好').waitFor()
      await page.context().setOffline(true)
      await page.getByRole('button', { name: person, exact: true }).click()
      await page.getByText(asking).waitFor()
      assert.equal(await page.getByRole('button', { name: person, exact: true }).isDisabled(), true)
      await photo(page, `person-offline-${language}`)
      await page.context().setOffline(false)
      await eventually(() => desk.conversations[0]?.summary.state === 'waiting', 'it stands in line')
      await page.getByText(asking).waitFor({ state: 'detached' })
    },
    { language },
  )

journey('a file that the desk turns down keeps no words back: they go, and it stays to be removed or tried again', async (page) => {
  const desk = await fakeDesk(page, { conversations: [withBot()] })
  const message = '文件已损坏或无法安全打开，没有收下。'
  await page.route(`${DESK}/api/customer/attachments`, (route) =>
    route.request().method() === 'OPTIONS'
      ? route.fallback()
      : route.fulfill({ status: 422, headers: CORS, json: { code: 'attachment.damaged', message, data: {} } }),
  )
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  await page.getByText('您好').waitFor()
  await page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'slip.png', mimeType: 'image/png', buffer: Buffer.from('not a picture') })
  await page.getByText(message).waitFor()
  await write(page, '付款凭证打不开')
  await eventually(() => sent(desk).includes('付款凭证打不开'), 'the words arrive')
  await page.getByText(message).waitFor()
})

journey('a customer whose token the desk refuses does not knock without end, and is live again once it is accepted', async (page) => {
  const desk = await fakeDesk(page, { home: { signedIn: true }, conversations: [withBot()] })
  let isRefused = true
  let knocked = 0
  await page.routeWebSocket(`${DESK.replace('http', 'ws')}/ws/customer`, (socket) => {
    knocked += 1
    if (isRefused) socket.onMessage(() => void socket.close({ code: 4003 }))
    else socket.onMessage((text) => String(text).includes('"hello"') && socket.send(JSON.stringify({ t: 'hello', you: {}, expiresAt: '2099-01-01T00:00:00Z' })))
  })
  await turnsDown(page, '/home*', { status: 401, code: 'auth.invalid_token', message: '登录凭证无效，请回到钱包重新打开客服。' }, () => isRefused)
  await openWallet(page)
  await page.evaluate((jwt) => window.Yingda?.identify(() => jwt), aToken('W-1'))
  await openPanel(page)
  await page.getByText('登录凭证无效').waitFor()
  await new Promise((resolve) => setTimeout(resolve, 1500))
  assert.ok(knocked <= 2, `knocked ${knocked} times`)
  isRefused = false
  const before = knocked
  await page.getByRole('button', { name: '再试一次' }).click()
  await eventually(() => knocked === before + 1, 'the line comes back')
  await page.locator('.recent button').waitFor()
  assert.deepEqual(sent(desk), [])
})
