import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import type { StatusAge, StatusIncident, StatusSnapshot } from '@yingda/protocol/http/status.ts'
import type { Language } from '@yingda/protocol/language.ts'
import { copyLinks } from './copy.ts'
import { statusFeed } from './feed.ts'
import { noStatusPage, statusPage } from './page.ts'
import { statusPolicy } from './style.ts'

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en })
const incident = (more: Partial<StatusIncident>): StatusIncident => ({
  id: '019a9f00-0000-7000-8000-000000000001',
  kind: 'incident',
  severity: 'critical',
  state: 'resolved',
  title: both('聊天不能用', 'Chat is down'),
  components: ['chat', 'fn.gone'],
  startsAt: '2026-11-18T02:00:00.000Z',
  endsAt: null,
  endedAt: '2026-11-18T04:06:00.000Z',
  updates: [{ at: '2026-11-18T04:06:00.000Z', state: 'resolved', text: both('好了', 'Fixed') }],
  ...more,
})
const planned = incident({
  id: '019a9f00-0000-7000-8000-000000000002',
  kind: 'planned',
  severity: null,
  state: 'in_progress',
  title: both('升级', 'Upgrade'),
  startsAt: '2026-11-20T06:00:00.000Z',
  endsAt: '2026-11-20T08:00:00.000Z',
  endedAt: null,
  updates: [
    { at: '2026-11-20T06:00:00.000Z', state: 'in_progress', text: both('', '') },
    { at: '2026-11-19T06:00:00.000Z', state: 'scheduled', text: both('明天升级', 'Tomorrow') },
  ],
})
const SNAPSHOT: StatusSnapshot = {
  version: 1,
  at: '2026-11-20T06:32:00.000Z',
  brand: both('云禾钱包', 'Yunhe Wallet'),
  timeZone: 'Asia/Shanghai',
  components: [
    { key: 'chat', name: both('在线客服', 'Chat'), state: 'maintenance', from: 'incident', measured: null, days: `${'o'.repeat(88)}dm` },
    { key: 'bot', name: both('机器人', 'Bot'), state: 'degraded', from: 'measured', measured: 'answers_late', days: 'o'.repeat(90) },
  ],
  waits: [
    {
      team: both('支付问题组', 'Payments'),
      isOpen: true,
      opensAt: null,
      waiting: { from: 6, to: 10 },
      longestMinutes: 120,
      estimate: { 'zh-CN': { kind: 'range', fromMinutes: 3, toMinutes: 8 }, en: { kind: 'cannot_say' } },
    },
    { team: both('夜班', 'Nights'), isOpen: false, opensAt: '2026-11-21T01:00:00.000Z', waiting: { from: 101, to: null }, longestMinutes: 2880 },
  ],
  incidents: [planned, incident({})],
  contacts: [{ kind: 'phone', value: '400-000-0000', when: both('每天 9:00–21:00', '9:00–21:00 every day') }],
  quality: {
    at: '2026-11-20T06:00:00.000Z',
    months: [
      { period: '2026-11', asked: 200, inTime: 193, percent: 96.5 },
      { period: '2026-10', asked: null, inTime: null, percent: null },
    ],
    days: [{ period: '2026-11-19', asked: 20, inTime: 20, percent: 100 }],
  },
}
const page = (language: Language, age: StatusAge | null = { seconds: 4, why: null }): string =>
  statusPage(SNAPSHOT, { language, age, links: copyLinks(language) })
/** What is read, in the order it is read. */
const read = (html: string): string =>
  html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<\/?time[^>]*>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')

test('planned work that runs over its time says so', () => {
  const at = (instant: string, language: Language): string =>
    read(statusPage({ ...SNAPSHOT, at: instant }, { language, age: { seconds: 4, why: null }, links: copyLinks(language) }))
  assert.match(at('2026-11-20T07:59:00.000Z', 'en'), /Expected until 16:00/)
  assert.match(at('2026-11-20T08:14:00.000Z', 'en'), /Was expected until 16:00, and is taking longer/)
  assert.match(at('2026-11-20T08:14:00.000Z', 'zh-CN'), /原定 16:00 结束，还没做完/)
})

test('the policy allows exactly the style that stands in the page, in the header and in the page itself', () => {
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page('en')) ?? []
  assert.ok(statusPolicy(null).includes(`'sha256-${createHash('sha256').update(style).digest('base64')}'`))
  assert.ok(page('en').includes('http-equiv="Content-Security-Policy"'))
  assert.equal(style.includes('<'), false)
})

test('everything that is published is said in words, in English', () => {
  const text = read(page('en'))
  for (const words of [
    'Affected: Bot',
    'As of 14:32. Updated every minute, and at once when something changes. Times are in China Standard Time.',
    'Upgrade Under way Expected until 16:00 Affects: Chat and gone',
    '14:00 Under way Began as planned. 19 Nov 14:00 Planned Tomorrow',
    'The bot answers slowly; you can ask for a person at once.',
    'Payments 6–10 people Can’t be estimated now',
    'Nights Opens 21 Nov 09:00 101 people or more –',
    'Chat is down Resolved 18 Nov 2026 Lasted 2 hours 6 min Fixed',
    '2026-11 200 193 96.5%',
    '2026-10 Too few to publish a share',
    'Phone 400-000-0000 9:00–21:00 every day',
  ])
    assert.ok(text.includes(words), `${words}\n\n${text}`)
  assert.ok(page('en').includes('aria-label="Incidents published on 2 days of 90"'))
})

test('and in Chinese', () => {
  const text = read(page('zh-CN'))
  for (const words of [
    '机器人受影响',
    '截至 14:32。每分钟更新，出现变化时马上更新。时间按中国标准时间。',
    '升级 进行中 预计 16:00 结束 影响：在线客服、gone',
    '14:00 进行中 已按计划开始。 11 月 19 日 14:00 已安排 明天升级',
    '支付问题组 6–10 人 3–8 分钟',
    '夜班 11 月 21 日 09:00 起接待 101 人以上 –',
    '聊天不能用 已恢复 2026 年 11 月 18 日 历时 2 小时 6 分 好了',
    '2026-10 次数太少，不公布比例',
  ])
    assert.ok(text.includes(words), `${words}\n\n${text}`)
  assert.doesNotMatch(text, /！|!(?!doctype)/)
})

test('what is disturbed less than the worst is not said to work; whether the rest of an old page still works is not known', () => {
  const [chat, bot] = SNAPSHOT.components
  assert.ok(chat !== undefined && bot !== undefined)
  const of = (components: StatusSnapshot['components'], age: StatusAge): string =>
    read(statusPage({ ...SNAPSHOT, components }, { language: 'en', age, links: copyLinks('en') }))
  const now = { seconds: 4, why: null }
  const well = { ...chat, key: 'email', state: 'ok' as const }
  assert.ok(of([bot, well], now).includes('Affected: Bot Everything else works.'))
  assert.ok(of([chat, bot, well], now).includes('Affected: Bot Others are affected or under maintenance too.'))
  assert.ok(of([bot, well], { seconds: 300, why: 'not_written' }).includes('Affected: Bot Below is what was known last. It may be different by now.'))
})

test('of an old page nobody reads that so many wait now, nor how long it takes', () => {
  const old: StatusAge = { seconds: 300, why: 'database_away' }
  const [zh, inEnglish] = [read(page('zh-CN', old)), read(page('en', old))]
  assert.ok(zh.includes('当时的等待 14:32 的情况') && zh.includes('支付问题组 6–10 人 现在估不准'), zh)
  assert.doesNotMatch(zh, /现在的等待|3–8 分钟/)
  assert.ok(inEnglish.includes('Waiting then As of 14:32; counts are rounded') && !inEnglish.includes('Waiting now'), inEnglish)
})

test('what was written in paragraphs is read in paragraphs', () => {
  const updates = [{ at: SNAPSHOT.at, state: 'identified' as const, text: both('钱在。\n\n请等。', 'Your money is safe.\n\nPlease wait.') }]
  const shown = statusPage({ ...SNAPSHOT, incidents: [{ ...planned, updates }] }, { language: 'en', age: null, links: copyLinks('en') })
  assert.ok(shown.includes('<span>Your money is safe.\n\nPlease wait.</span>'))
  assert.match(shown, /\.tl span \{[^}]*white-space: pre-line/)
})

test('planned work says its day once, or both where it lasts over midnight', () => {
  const toCome = { ...planned, state: 'scheduled' as const, startsAt: '2026-11-21T18:00:00.000Z', endsAt: '2026-11-21T20:00:00.000Z' }
  const said = (one: StatusIncident): string => read(statusPage({ ...SNAPSHOT, incidents: [one] }, { language: 'en', age: null, links: copyLinks('en') }))
  assert.ok(said(toCome).includes('22 Nov 02:00 to 04:00'))
  assert.ok(said({ ...toCome, startsAt: '2026-11-21T15:00:00.000Z' }).includes('21 Nov 23:00 to 22 Nov 04:00'))
})

test('the copy does not know when it is read, and says how to tell; an old one that is served says its age and calls nothing working', () => {
  const [zh, inEnglish] = [read(page('zh-CN', null)), read(page('en', null))]
  assert.ok(inEnglish.includes('If the time above is long past, updates have stopped'))
  // Read at the same hour of another day, the hour alone would tell that it is new.
  assert.ok(inEnglish.includes('As of 20 Nov 14:32. ') && inEnglish.includes('Expected until 20 Nov 16:00') && inEnglish.includes('Counted 20 Nov 14:00'))
  assert.ok(zh.includes('截至 11 月 20 日 14:32。') && zh.includes('11 月 20 日 14:00 进行中'), zh)
  const old = read(page('en', { seconds: 3 * 3600, why: 'not_written' }))
  assert.ok(old.includes('As of 14:32, 3 hours ago: this page hasn’t been updated since.') && old.includes('Then: maintenance'))
  assert.ok(!old.includes('Updated every minute'))
})

test('each thing that was said is one entry of the feed, newest first, with an id that stays when more is said', () => {
  const ids = (feed: string): string[] =>
    Array.from(feed.matchAll(/<entry>[\s\S]*?<id>([^<]+)<\/id>/g), ([, id = '']) => id.replace('urn:uuid:019a9f00-0000-7000-8000-00000000000', ''))
  assert.deepEqual(ids(statusFeed(SNAPSHOT, 'en', 'https://desk.example')), ['2#2', '2#1', '1#1'])
  const more = incident({ updates: [{ at: '2026-11-20T06:31:00.000Z', state: 'monitoring', text: both('再看', 'Watching') }, ...incident({}).updates] })
  assert.deepEqual(ids(statusFeed({ ...SNAPSHOT, incidents: [more] }, 'zh-CN', 'https://desk.example')), ['1#2', '1#1'])
})

test('the wait is a range, or no wait, or that it cannot be said; a copy of an earlier release, which has none, says that', () => {
  const [line] = SNAPSHOT.waits
  const row = (estimate: NonNullable<typeof line>['estimate']): string =>
    read(statusPage({ ...SNAPSHOT, waits: line === undefined ? [] : [{ ...line, estimate }] }, { language: 'en', age: null, links: copyLinks('en') }))
  const both = <T>(one: T) => ({ 'zh-CN': one, en: one })
  assert.ok(row(both({ kind: 'none' as const })).includes('6–10 people No wait'))
  assert.ok(row(both({ kind: 'range' as const, fromMinutes: 0, toMinutes: 1 })).includes('6–10 people Within 1 minute'))
  assert.ok(row(both({ kind: 'range' as const, fromMinutes: 4, toMinutes: 10 })).includes('6–10 people 4–10 minutes'))
  assert.ok(row(undefined).includes('6–10 people Can’t be estimated now'))
})

test('the form stands where mail goes out, goes to the service and nowhere else, and not while that is away', () => {
  const shown = { ...SNAPSHOT, subscribeAt: 'https://desk.example/status/subscriptions' }
  const of = (age: StatusAge | null): string => statusPage(shown, { language: 'zh-CN', age, links: copyLinks('zh-CN') })
  for (const age of [null, { seconds: 4, why: null }]) {
    assert.match(of(age), /<form class="by-mail" method="post" action="https:\/\/desk\.example\/status\/subscriptions"/)
    assert.ok(of(age).includes('form-action https://desk.example'))
    assert.ok(of(age).includes('请改用上面的订阅源'), 'how else one hears of it')
  }
  for (const why of ['database_away', 'not_written'] as const) {
    assert.equal(of({ seconds: 300, why }).includes('<form'), false)
    assert.ok(of({ seconds: 300, why }).includes('现在不能用邮件订阅，请用上面的订阅源'))
  }
  assert.equal(page('zh-CN').includes('<form'), false)
  assert.ok(page('zh-CN').includes("form-action 'none'") || page('zh-CN').includes('form-action &#39;none&#39;'))
})

test('before a copy has come nobody knows whose page it is, and it has a name all the same', () => {
  assert.ok(noStatusPage('en', '').includes('<title>Service status</title>'))
  assert.ok(noStatusPage('zh-CN', '').includes('<title>服务状态</title>'))
})

test('the worst stands first, work under way below it, and of what is planned the soonest', () => {
  const lasting = (zh: string, more: Partial<StatusIncident>) => incident({ title: both(zh, zh), endedAt: null, state: 'identified', ...more })
  const coming = (zh: string, startsAt: string) => ({
    ...planned,
    title: both(zh, zh),
    state: 'scheduled' as const,
    startsAt,
    endsAt: '2026-11-30T00:00:00.000Z',
  })
  const incidents = [
    coming('E2', '2026-11-29T00:00:00.000Z'),
    { ...planned, title: both('C3', 'C3') },
    lasting('B2', { severity: 'minor', startsAt: '2026-11-20T06:31:00.000Z' }),
    lasting('A1', { severity: 'critical' }),
    coming('D1', '2026-11-28T00:00:00.000Z'),
  ]
  const text = statusPage({ ...SNAPSHOT, incidents }, { language: 'zh-CN', age: null, links: copyLinks('zh-CN') })
  const places = ['A1', 'B2', 'C3', 'D1', 'E2'].map((title) => text.indexOf(`<h3>${title}</h3>`))
  assert.ok(places.every((place) => place > 0))
  assert.deepEqual(
    places,
    places.toSorted((one, other) => one - other),
  )
})
