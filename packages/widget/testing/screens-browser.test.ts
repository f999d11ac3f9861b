import assert from 'node:assert/strict'
import { openWallet } from './browser.ts'
import { aConversation, aToken, aTransaction, add, anArticle, said } from './fake-data.ts'
import { fakeDesk } from './fake-desk.ts'
import { eventually, journey, openPanel, textOf, write } from './journey.ts'

journey('signing in hands over what the visitor said, once, and a picked transaction goes into the conversation', async (page) => {
  const desk = await fakeDesk(page)
  desk.transactions = [aTransaction()]
  await openWallet(page)
  await openPanel(page)
  await page.getByText('付款失败、被多扣').click()
  await write(page, '付款失败了')
  await page.locator('.mark').getByText('已送达').waitFor()
  desk.home = { signedIn: true, name: '陈女士' }
  const token = aToken('W-1')
  await page.evaluate((jwt) => window.Yingda?.identify(() => jwt), token)
  await eventually(() => desk.asked.some(({ path }) => path === '/join'), 'joined')
  await eventually(() => desk.asked.some(({ path, token: bearer }) => path.startsWith('/home') && bearer === `Bearer ${token}`), 'asked as the customer')
  await eventually(() => page.evaluate(() => localStorage.getItem('yingda:visitor') === null), 'the secret is forgotten')
  assert.deepEqual(await textOf(page, '.me .b'), ['付款失败了'])
  await page.getByRole('button', { name: '添加附件' }).click()
  await page.getByRole('menuitem', { name: '选一笔交易' }).click()
  await page.locator('.picks button').click()
  await page.getByRole('article', { name: '交易' }).getByText('¥128.00').waitFor()
  assert.equal(desk.asked.filter(({ path }) => path === '/join').length, 1)
  desk.home = {}
  await page.evaluate(() => window.Yingda?.signOut())
  await page.locator('.kinds').waitFor()
  assert.equal(await page.getByText('陈女士').count(), 0)
})

journey('opened for a transaction, it goes with the first message', async (page) => {
  const desk = await fakeDesk(page, { home: { signedIn: true } })
  desk.transactions = [aTransaction()]
  await openWallet(page)
  await page.evaluate(() => window.Yingda?.open({ questionType: 'refund', transactionId: 'T-1' }))
  await page.getByText('您选的这笔交易会一起带上').waitFor()
  await write(page, '这笔怎么了')
  await page.getByRole('article', { name: '交易' }).waitFor()
  const { body } = desk.asked.find(({ method, path }) => method === 'POST' && path === '/conversations') ?? assert.fail('not started')
  assert.equal((body as { transactionId: string }).transactionId, 'T-1')
  assert.equal((body as { questionType: string }).questionType, 'refund')
})

journey('opened for the same question again and again, one step leads back', async (page) => {
  await fakeDesk(page, { home: { signedIn: true } })
  await openWallet(page)
  for (let times = 0; times < 3; times += 1) await page.evaluate(() => window.Yingda?.open({ questionType: 'refund', transactionId: 'T-1' }))
  await page.getByText('您选的这笔交易会一起带上').waitFor()
  await page.getByRole('button', { name: '返回' }).click()
  await page.locator('.kinds').waitFor()
})

journey('an answer’s source opens inside the widget, and nothing hostile in an article comes to life', async (page) => {
  const conversation = aConversation()
  const article = anArticle()
  add(
    conversation,
    said('bot', '10 分钟内会有结果。', {
      source: { articleSlug: article.slug, title: article.title, updatedOn: article.updatedOn },
      quickReplies: ['helped', 'not_helped'],
    }),
  )
  const desk = await fakeDesk(page, { conversations: [conversation] })
  desk.articles = [article]
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  await page.getByRole('button', { name: /付款显示“处理中”怎么办/ }).click()
  await page.locator('.prose ol li').first().waitFor()
  assert.equal(await page.locator('.prose script, .prose img').count(), 0)
  assert.equal(await page.evaluate(() => 'hurt' in window), false)
  assert.deepEqual(desk.foreign, [])
  await page.getByRole('button', { name: '返回' }).click()
  await page.getByRole('button', { name: '解决了', exact: true }).click()
  await eventually(() => desk.asked.some(({ path, body }) => path.endsWith('/answer-rating') && (body as { helped: boolean }).helped), 'rated')
})

journey('words of others are set as text', async (page) => {
  const conversation = aConversation({ state: 'with_agent', agentName: '林晓' })
  add(conversation, said('agent', '<img src=x onerror="window.hurt = true"><b>粗</b>', { name: '<i>林晓</i>' }))
  await fakeDesk(page, { conversations: [conversation] })
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  await page.locator('.b').first().waitFor()
  assert.equal(await page.locator('.stream img, .stream b, .stream i').count(), 0)
  assert.equal(await page.evaluate(() => 'hurt' in window), false)
})

journey('ended: rated with words, changed, recorded, and asked on', async (page) => {
  const conversation = aConversation({ state: 'with_agent', agentName: '林晓' })
  add(conversation, { kind: 'joined_by', name: '林晓' })
  const desk = await fakeDesk(page, { conversations: [conversation] })
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  await page.getByRole('button', { name: '更多' }).click()
  await page.getByRole('menuitem', { name: '结束对话' }).click()
  await page.getByRole('button', { name: '结束', exact: true }).click()
  await page.getByRole('radio').nth(3).click()
  await page.locator('.rate textarea').fill('清楚')
  await page.getByRole('button', { name: '提交评价' }).click()
  await page.getByText('谢谢您的评价').waitFor()
  await page.getByRole('button', { name: '修改评价' }).click()
  await page.getByRole('radio').nth(4).click()
  await page.getByRole('button', { name: '提交评价' }).click()
  await eventually(() => desk.asked.filter(({ method, path }) => method === 'PUT' && path.endsWith('/rating')).length === 2, 'rated twice')
  await page.getByRole('button', { name: /接着问/ }).click()
  await page.locator('textarea').waitFor()
})

journey('the phone’s back button goes back in the widget, then closes it, and the page stays', async (page) => {
  await fakeDesk(page)
  await openWallet(page)
  await openPanel(page)
  await page.getByText('其他问题').click()
  await page.locator('textarea').waitFor()
  await eventually(() => page.evaluate(() => (history.state as { yingda?: number } | null)?.yingda === 2), 'two steps')
  await page.goBack()
  await page.locator('.kinds').waitFor()
  await page.goBack()
  await page.locator('.panel').waitFor({ state: 'detached' })
  assert.equal(new URL(page.url()).host, 'wallet.test')
  assert.equal(await page.locator('#host-button').isVisible(), true)
})

journey('closed by its button, the widget takes its steps out of the page’s history', async (page) => {
  await fakeDesk(page)
  await openWallet(page)
  await openPanel(page)
  await eventually(() => page.evaluate(() => (history.state as { yingda?: number } | null)?.yingda === 1), 'one step')
  await page.getByRole('button', { name: '关闭' }).click()
  await eventually(() => page.evaluate(() => history.state === null), 'none')
})

journey('words of a script that is read from the right end at the left, whatever language the widget speaks', async (page) => {
  const conversation = aConversation({ state: 'with_agent', agentName: 'Maya' })
  add(conversation, said('agent', 'שלום!', { name: 'Maya' }))
  await fakeDesk(page, { conversations: [conversation] })
  await openWallet(page, { language: 'en' })
  await openPanel(page)
  await page.locator('.recent button').click()
  const [first, last] = await page.locator('.text').evaluate((bubble) => {
    const words = bubble.firstChild ?? bubble
    return [0, 4].map((at) => {
      const range = document.createRange()
      range.setStart(words, at)
      range.setEnd(words, at + 1)
      return range.getBoundingClientRect().left
    })
  })
  assert.ok(last !== undefined && first !== undefined && last < first, 'the mark at the end stands at the left')
})

journey('what may help meanwhile is in the language that was chosen last', async (page) => {
  const conversation = aConversation({ state: 'waiting', title: '提现没有到账' })
  add(conversation, { kind: 'queued' })
  const desk = await fakeDesk(page, { conversations: [conversation] })
  desk.hits = [{ slug: 'withdraw-pending', title: '提现多久到账', passage: '', updatedOn: '2026-11-01' }]
  await openWallet(page)
  await openPanel(page)
  await page.locator('.recent button').click()
  await page.getByRole('button', { name: '提现多久到账' }).waitFor()
  desk.hits = [{ slug: 'withdraw-pending', title: 'How long a withdrawal takes', passage: '', updatedOn: '2026-11-01' }]
  await page.evaluate(() => window.Yingda?.setLanguage('en'))
  await page.getByRole('button', { name: 'How long a withdrawal takes' }).waitFor()
})
