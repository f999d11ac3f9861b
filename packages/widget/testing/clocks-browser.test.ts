/** Times as a customer reads them whose clock is wrong, or is another one than the desk's; and times that do not come. */
import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { openWallet } from './browser.ts'
import { aConversation, add, said } from './fake-data.ts'
import { fakeDesk } from './fake-desk.ts'
import { DESK } from './fake-wallet.ts'
import { journey, openPanel, photo } from './journey.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** This device's clock runs, and is so much ahead. */
const ahead = (page: Page, byMs: number): Promise<unknown> =>
  page.addInitScript((offMs) => {
    const Right = Date
    class Wrong extends Right {
      constructor(...given: []) {
        if (given.length === 0) super(Right.now() + offMs)
        else super(...given)
      }
      static override now = () => Right.now() + offMs
    }
    globalThis.Date = Wrong as DateConstructor // as much of it as is used
  }, byMs)

const inLine = () => {
  const conversation = aConversation({ state: 'waiting' })
  add(conversation, said('customer', '退款没到'), new Date(Date.now() - 3 * MINUTE_MS).toISOString())
  add(conversation, { kind: 'queued' }, new Date(Date.now() - 2 * MINUTE_MS).toISOString())
  conversation.state = { ...conversation.state, ahead: 1, wait: 'cannot_say', answerBy: new Date(Date.now() + 20 * MINUTE_MS).toISOString() }
  return conversation
}

for (const byMs of [5 * HOUR_MS, -30 * HOUR_MS])
  journey(`a clock that is ${byMs / HOUR_MS} hours off neither hides a promise nor makes up days or a wait`, async (page) => {
    await ahead(page, byMs)
    await fakeDesk(page, { conversations: [inLine()] })
    await openWallet(page)
    await openPanel(page)
    await page.locator('.recent button').click()
    await page.getByText(/已等 2 分/).waitFor()
    await page.getByText(/最晚(今天|明天) .+前答复您/).waitFor()
    assert.match((await page.locator('.day').allTextContents()).at(-1) ?? '', /今天|昨天/)
    await photo(page, `clock-off-${byMs / HOUR_MS}`)
  })

for (const { language, zone, promise, when, arranged, callBack, chat, arrange } of [
  {
    language: 'zh-CN',
    zone: '（中国标准时间）',
    promise: /最晚.+前答复您（中国标准时间）/,
    when: '什么时候（中国标准时间）',
    arranged: /–\d+:\d\d（中国标准时间）在这里回复您/,
    callBack: '不想等着，约个时间回复我',
    chat: '在这里回复',
    arrange: '约好',
  },
  {
    language: 'en',
    zone: '(China Standard Time)',
    promise: /You’ll have an answer by .+ \(China Standard Time\)/,
    when: 'When (China Standard Time)',
    arranged: /–\d\d:\d\d \(China Standard Time\)/,
    callBack: 'Don’t want to wait? We’ll come back to you',
    chat: 'Reply here',
    arrange: 'Arrange it',
  },
] as const) {
  const slot = { from: new Date(Date.now() + HOUR_MS).toISOString(), until: new Date(Date.now() + 1.5 * HOUR_MS).toISOString(), load: null }
  journey(
    `whose clock a time is on is said to who lives by another (${language})`,
    async (page) => {
      const desk = await fakeDesk(page, { conversations: [inLine()] })
      desk.callBackTimes = { slots: [slot], best: [], mail: null }
      await openWallet(page, { language })
      await openPanel(page)
      await page.locator('.recent button').click()
      await page.getByText(promise).waitFor()
      await page.getByRole('button', { name: callBack }).click()
      await page.getByText(when).waitFor()
      await page.getByRole('radio', { name: chat }).check()
      await page.locator('select').selectOption(slot.from)
      await photo(page, `other-zone-${language}`)
      await page.getByRole('button', { name: arrange }).click()
      await page.getByText(arranged).waitFor()
    },
    { language, timeZone: 'Europe/London', width: 320 },
  )
  journey(
    `who lives by the desk’s clock reads no time zone (${language})`,
    async (page) => {
      await fakeDesk(page, { conversations: [inLine()] })
      await openWallet(page, { language })
      await openPanel(page)
      await page.locator('.recent button').click()
      await page.locator('.est').waitFor()
      assert.ok(!(await page.locator('.stream').innerText()).includes(zone))
    },
    { language, timeZone: 'Asia/Singapore' },
  )
}

for (const { language, callBack, failed, again } of [
  { language: 'zh-CN', callBack: '不想等着，约个时间回复我', failed: '可约的时间没有载入，请检查网络。', again: '再试一次' },
  { language: 'en', callBack: 'Don’t want to wait? We’ll come back to you', failed: 'The times didn’t load. Check your network.', again: 'Try again' },
] as const)
  journey(
    `times for a call-back that do not come are said not to have come, and are asked for again (${language})`,
    async (page) => {
      const desk = await fakeDesk(page, { conversations: [inLine()] })
      const slot = { from: new Date(Date.now() + HOUR_MS).toISOString(), until: new Date(Date.now() + 1.5 * HOUR_MS).toISOString(), load: 'quiet' as const }
      desk.callBackTimes = { slots: [slot], best: [slot], mail: { known: null } }
      let isGone = true
      await page.route(`${DESK}/api/customer/conversations/*/call-back-times`, (route) => (isGone ? route.abort('connectionreset') : route.fallback()))
      await openWallet(page, { language })
      await openPanel(page)
      await page.locator('.recent button').click()
      await page.getByRole('button', { name: callBack }).click()
      await page.getByRole('status').getByText(failed).waitFor()
      await photo(page, `call-back-times-failed-${language}`)
      assert.equal(await page.locator('select option').count(), 1, 'one’s turn can be had all the same')
      isGone = false
      await page.getByRole('button', { name: again }).click()
      await page.locator(`select option[value="${slot.from}"]`).waitFor({ state: 'attached' })
      assert.equal(await page.getByText(failed).count(), 0)
    },
    { language },
  )

for (const { language, promise, late } of [
  { language: 'zh-CN', promise: /最晚.+前答复您/, late: /原定.+前答复您，现在晚了，抱歉。您的位置还在/ },
  { language: 'en', promise: /You’ll have an answer by/, late: /We said you’d have an answer by .+ We’re late, and sorry. Your place is kept/ },
] as const)
  journey(
    `a promise that was not kept is told as that, and does not just go away (${language})`,
    async (page) => {
      const conversation = inLine()
      await page.clock.install()
      await fakeDesk(page, { conversations: [conversation] })
      await openWallet(page, { language })
      await openPanel(page)
      await page.locator('.recent button').click()
      await page.getByText(promise).waitFor()
      await page.clock.fastForward(21 * MINUTE_MS)
      await page.getByText(late).waitFor()
      await photo(page, `promise-late-${language}`)
    },
    { language, width: 320 },
  )

for (const { language, timeZone, aims } of [
  { language: 'zh-CN', timeZone: 'Asia/Shanghai', aims: /^争取在.+前答复您$/ },
  {
    language: 'en',
    timeZone: 'America/New_York',
    aims: /^We aim to answer by .+ \(China Standard Time\)$/,
  },
] as const)
  journey(
    `while nobody is there, and nobody knows from when, the time is what is aimed at and no promise (${language})`,
    async (page) => {
      await fakeDesk(page, { conversations: [inLine()], home: { agentsOnDuty: false, opensAt: null } })
      await openWallet(page, { language })
      await openPanel(page)
      await page.locator('.recent button').click()
      await page.getByText(aims).waitFor()
      await photo(page, `nobody-there-${language}`)
    },
    { language, timeZone, width: 320 },
  )

for (const { language, stands, late } of [
  { language: 'zh-CN', stands: /打给您，号码 •••0958/, late: /原定.+联系您，现在晚了，抱歉。同事会尽快联系您：•••0958/ },
  {
    language: 'en',
    stands: /A colleague will call you .+ on •••0958/,
    late: /We said we’d come back to you .+ We’re late, and sorry\. A colleague will do so as soon as possible: •••0958/,
  },
] as const)
  journey(
    `a call that was arranged and did not come in its time is told as late (${language})`,
    async (page) => {
      const conversation = inLine()
      const slot = { from: new Date(Date.now() - 5 * MINUTE_MS).toISOString(), until: new Date(Date.now() + 20 * MINUTE_MS).toISOString() }
      add(conversation, { kind: 'call_back', channel: 'phone', ...slot, number: '•••0958' })
      await page.clock.install()
      await fakeDesk(page, { conversations: [conversation] })
      await openWallet(page, { language })
      await openPanel(page)
      await page.locator('.recent button').click()
      await page.getByText(stands).waitFor()
      await page.clock.fastForward(21 * MINUTE_MS)
      await page.getByText(late).waitFor()
      await photo(page, `call-back-late-${language}`)
    },
    { language, width: 320 },
  )
