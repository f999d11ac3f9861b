import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zhCN } from '@yingda/i18n/widget/zh-CN.ts'
import { memoryKeep } from '../net/keep.ts'
import { createDesk } from './desk.ts'

/** A desk that nobody reaches, so what is said on this device waits; `fetch` may be another. */
function aDesk(fetch: typeof globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch'))) {
  const due: (() => void)[] = []
  let ids = 0
  const desk = createDesk(
    {
      base: 'https://desk.test',
      fetch,
      openSocket: () => assert.fail('nobody follows'),
      keep: memoryKeep(),
      timers: { set: (run) => due.push(run), clear: () => undefined },
      now: () => Date.parse('2026-11-23T10:00:00Z'),
      random: () => 0.5,
      newId: () => `id-${(ids += 1)}`,
      context: () => ({ device: 'test' }),
      wordsOf: () => Promise.resolve(zhCN),
      moreWordsOf: () => assert.fail('not shown'),
    },
    'zh-CN',
    zhCN,
    true,
  )
  const waiting = () => desk.store.get().outbox.map(({ act }) => (act.type === 'start' ? act.message?.text : act.type))
  const shown = () => desk.store.get().screens.at(-1)?.name
  return { desk, waiting, shown, later: () => due.splice(0).forEach((run) => run()) }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 20))
const tokenOf = (sub: string) => () => `e30.${btoa(JSON.stringify({ sub, exp: Date.parse('2026-11-23T10:10:00Z') / 1000 }))}.s`

test('a visitor’s words become the customer’s though the first token could not be had', async () => {
  const { desk, waiting, shown, later } = aDesk()
  desk.talk.say(desk.talk.ask('payment'), '付款失败了')
  let away = true
  void desk.identify(() => (away ? Promise.reject(new Error('503')) : tokenOf('W-1')()))
  await settled()
  away = false
  later()
  await settled()
  assert.equal(desk.owner(), 'customer:W-1')
  assert.deepEqual(waiting(), ['付款失败了'])
  assert.equal(shown(), 'chat')
})

test('whoever is signed in twice at once keeps words and screen', async () => {
  const { desk, waiting, shown } = aDesk()
  desk.talk.say(desk.talk.ask('payment'), '付款失败了')
  await Promise.all([desk.identify(tokenOf('W-1')), desk.identify(tokenOf('W-1'))])
  assert.deepEqual(waiting(), ['付款失败了'], 'the visitor’s came along')
  desk.talk.draft('t', '还没写完')
  await Promise.all([desk.identify(tokenOf('W-1')), desk.identify(tokenOf('W-1'))])
  assert.deepEqual([waiting(), shown(), desk.store.get().drafts], [['付款失败了'], 'chat', { t: '还没写完' }])
})

test('of another person nothing is kept on the screen, even if his token came late', async () => {
  const { desk, waiting, shown, later } = aDesk()
  await desk.identify(tokenOf('W-1'))
  desk.talk.say(desk.talk.ask('payment'), '付款失败了')
  let away = true
  void desk.identify(() => (away ? Promise.reject(new Error('503')) : tokenOf('W-2')()))
  await settled()
  away = false
  later()
  await settled()
  assert.deepEqual([desk.owner(), waiting(), shown()], ['customer:W-2', [], 'home'])
})

const signedInAs = (asked?: RequestInit): string => JSON.parse(atob(new Headers(asked?.headers).get('authorization')?.split('.')[1] ?? '')).sub

test('what one person wrote is never sent with the token of the next', async () => {
  const sentBy: string[] = []
  let status = 0
  const { desk, later } = aDesk(async (_url, asked) => {
    if (String(asked?.body).includes('付款失败了')) sentBy.push(signedInAs(asked))
    if (status === 0) throw new TypeError('Failed to fetch')
    return new Response('{}', { status })
  })
  await desk.identify(tokenOf('W-1'))
  desk.talk.say(desk.talk.ask('payment'), '付款失败了')
  await settled()
  assert.deepEqual(sentBy, ['W-1'])
  let give: (token: string) => void = () => undefined
  status = 500
  const next = desk.identify(() => new Promise<string>((resolve) => void (give = resolve)))
  later()
  desk.network(true)
  await settled()
  give(tokenOf('W-2')())
  await next
  await settled()
  assert.deepEqual(sentBy, ['W-1'])
})

test('nor is it repeated so, when it was turned down and the next has signed in meanwhile', async () => {
  const sentBy: string[] = []
  let answer: (response: Response) => void = () => undefined
  const { desk } = aDesk(async (_url, asked) => {
    if (!String(asked?.body).includes('付款失败了')) return new Response('{}', { status: 503 })
    sentBy.push(signedInAs(asked))
    return new Promise<Response>((resolve) => void (answer = resolve))
  })
  await desk.identify(tokenOf('W-1'))
  desk.talk.say(desk.talk.ask('payment'), '付款失败了')
  await settled()
  await desk.identify(tokenOf('W-2'))
  answer(new Response('{"code":"auth.expired","message":""}', { status: 401 }))
  await settled()
  assert.deepEqual(sentBy, ['W-1'])
})
