/** What a customer sees while more is asked than the desk can do. */
import assert from 'node:assert/strict'
import { openWallet } from './browser.ts'
import { aConversation, add, said } from './fake-data.ts'
import { fakeDesk } from './fake-desk.ts'
import { eventually, journey, openPanel, photo, sent, textOf, write } from './journey.ts'

for (const { language, dark, crowded, elsewhere, first, again } of [
  {
    language: 'zh-CN',
    dark: false,
    crowded: '现在咨询的人很多。您写的话存在这台设备上',
    elsewhere: '等不了，看其他官方联系方式',
    first: '不认识的交易、被骗、被盗',
    again: /约 \d+ 秒后再试|正在再试/,
  },
  {
    language: 'en',
    dark: true,
    crowded: 'Many people are asking. What you wrote is kept on this device',
    elsewhere: 'Can’t wait? Other official contacts',
    first: 'Fraud or unknown payment',
    again: /Next try in about \d+ seconds?|Trying again now/,
  },
] as const)
  journey(
    `where too many ask, what was written waits by itself, and one is told so and where else to turn (${language})`,
    async (page) => {
      const conversation = aConversation({ state: 'with_agent', agentName: '林晓' })
      add(conversation, said('bot', '您好'))
      const desk = await fakeDesk(page, { conversations: [conversation] })
      await openWallet(page, { language })
      await openPanel(page)
      await page.locator('.recent button').click()
      await page.getByText('您好').waitFor()
      desk.http = 'crowded'
      await write(page, '付款失败了')
      await page.getByText(crowded).waitFor()
      await page.getByText(again).waitFor()
      assert.equal(await page.getByRole('link', { name: elsewhere }).getAttribute('href'), 'https://desk.example/status')
      assert.deepEqual((await textOf(page, '[role=alert]')).filter(Boolean), [], 'nothing has failed')
      await photo(page, `crowded-${language}`)
      desk.http = 'open'
      await eventually(() => sent(desk).length === 1, 'sent by itself', 25_000)
      await page.getByText(crowded).waitFor({ state: 'detached' })
      assert.equal(desk.asked.filter(({ method, path }) => method === 'POST' && path.endsWith('/messages')).length, 2, 'once more, and no sooner than told')

      desk.http = 'crowded'
      await page.reload()
      await openPanel(page)
      await page.getByText(again).waitFor()
      assert.equal(await page.getByRole('link', { name: elsewhere }).getAttribute('href'), 'https://desk.test/status', 'nothing else is known yet')
      await photo(page, `crowded-home-${language}`)
      await page.getByText(first).click()
      await write(page, '有人在用我的钱包')
      await page.getByText(crowded).waitFor()
      desk.http = 'open'
      await eventually(() => sent(desk).length === 2, 'the question goes by itself', 25_000)
      const starts = desk.asked.filter(({ method, path }) => method === 'POST' && path === '/conversations')
      assert.ok(starts.length >= 2 && starts.every(({ urgent }) => urgent), 'money at risk is said to be urgent')
    },
    { language, dark },
  )

journey('where too many ask, a search that is put off says so and does not blame the network; the bot can be asked all the same', async (page) => {
  const desk = await fakeDesk(page)
  await openWallet(page)
  await openPanel(page)
  const box = page.getByRole('searchbox')
  await box.waitFor()
  desk.http = 'crowded'
  await box.fill('退款')
  await page.locator('.results .quiet').getByText('现在咨询的人很多，这一项请过一会儿再试。').waitFor()
  await page.locator('.asks').waitFor()
  desk.http = 'open'
  await box.fill('退款多久')
  await page.getByText('还没有文章回答这个问题').first().waitFor()
})

for (const { language, dark, refusal, crowded, silent, again } of [
  {
    language: 'zh-CN',
    dark: true,
    refusal: '这个对话不在您名下。',
    crowded: '现在咨询的人很多，这一项请过一会儿再试。',
    silent: '客服暂时没有应答，请过一会儿再试。',
    again: '再试一次',
  },
  {
    language: 'en',
    dark: false,
    refusal: 'This conversation isn’t yours.',
    crowded: 'Many people are asking. Please try this again in a little while.',
    silent: 'Customer service isn’t answering just now. Please try again in a moment.',
    again: 'Try again',
  },
] as const)
  journey(
    `a conversation that is turned away says why, and blames the network only where it was not reached (${language})`,
    async (page) => {
      const conversation = aConversation({ state: 'with_agent', agentName: '林晓' })
      add(conversation, said('bot', '您好'))
      const desk = await fakeDesk(page, { conversations: [conversation] })
      // By the socket it would come all the same.
      desk.socket = 'blocked'
      desk.turnsReadersAway = { status: 403, code: 'conversation.not_found', message: refusal }
      await openWallet(page, { language })
      await openPanel(page)
      await page.locator('.recent button').click()
      const why = page.locator('.stream .empty [role=alert]')
      const tryAgain = page.getByRole('button', { name: again })
      await why.getByText(refusal).waitFor()
      await photo(page, `turned-away-${language}`)
      desk.turnsReadersAway = { status: 503, code: 'server.overloaded', message: '' }
      await tryAgain.click()
      await why.getByText(crowded).waitFor()
      desk.turnsReadersAway = { status: 502, code: 'http.502', message: '' }
      await tryAgain.click()
      await why.getByText(silent).waitFor()
      desk.http = 'down'
      await tryAgain.click()
      await why.getByText(language === 'en' ? /connection|network/ : /请检查网络/).waitFor()
      desk.http = 'open'
      desk.turnsReadersAway = null
      // It may have tried by itself before the press: then there is nothing to be pressed any more.
      const pressed = tryAgain.click({ timeout: 5000 }).catch(() => undefined)
      await page.getByText('您好').waitFor()
      await pressed
    },
    { language, dark },
  )
