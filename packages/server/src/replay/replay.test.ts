import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import assert from 'node:assert/strict'
import { fileURLToPath } from 'node:url'
import type { CustomerEntry, CustomerView } from '@yingda/protocol/entries/views.ts'
import { ConversationId } from '@yingda/protocol/ids.ts'
import { readArguments } from './arguments.ts'
import { judge, type Asked } from './ask.ts'
import { readQuestions, readTopics } from './questions.ts'
import { addUp, printReport, type Result } from './report.ts'

const dir = await mkdtemp(join(tmpdir(), 'yingda-replay-test-'))
after(() => rm(dir, { recursive: true }))

const ID = ConversationId.parse('0190a000-0000-7000-8000-000000000001')
const entries = (...views: CustomerView[]): CustomerEntry[] =>
  views.map((view, at) => ({ conversationId: ID, seq: at + 1, at: '2026-11-20T06:32:00.000Z', view }))
type Message = Extract<CustomerView, { kind: 'message' }>
const message = (from: Message['from'], more: Partial<Message> = {}): CustomerView => ({
  kind: 'message',
  from,
  name: null,
  clientId: null,
  content: { text: 'x', attachments: [], redacted: false },
  source: null,
  suggestions: [],
  quickReplies: [],
  ...more,
})
const source = { articleSlug: 'refund-status', title: 'Where is my refund?', updatedOn: '2026-11-18' }

test('what became of a question is read from what the customer sees', () => {
  assert.deepEqual(judge(entries(message('customer'), message('bot', { source, quickReplies: ['helped', 'not_helped'] }))), {
    outcome: 'answered',
    slug: 'refund-status',
  })
  assert.deepEqual(judge(entries(message('customer'), message('bot', { quickReplies: ['talk_to_person'] }))), { outcome: 'handed_over', slug: null })
  assert.deepEqual(judge(entries(message('customer'), message('bot', { source, quickReplies: ['keep_waiting'] }), { kind: 'queued' })), {
    outcome: 'handed_over',
    slug: null,
  })
  assert.deepEqual(judge(entries(message('bot'), message('customer'))), { outcome: 'unanswered', slug: null })
})

const result = (label: string | null, asked: Partial<Asked>): Result => ({
  question: { text: 'x', label },
  asked: { outcome: 'answered', slug: null, duplicated: false, ackMs: 10, answerMs: 100, ...asked },
})

test('the report counts each question once and judges topics where a label says what is right', () => {
  const topics = { refund: ['refund-status', 'refund-not-received'], stolen: 'handover' as const }
  const report = addUp(
    [
      result('refund', { slug: 'refund-status' }),
      result('refund', { slug: 'fees-overview' }),
      result('refund', { outcome: 'handed_over' }),
      result('stolen', { outcome: 'handed_over' }),
      result('stolen', { slug: 'fees-overview' }),
      result('unlisted', { slug: 'fees-overview' }),
      result(null, { outcome: 'lost', ackMs: null, answerMs: null }),
      result(null, { outcome: 'unanswered', answerMs: null, duplicated: true }),
    ],
    topics,
  )
  assert.deepEqual(report, {
    asked: 8,
    answeredByBot: 4,
    handedOver: 2,
    unanswered: 1,
    lost: 1,
    duplicated: 1,
    rightTopic: 2,
    wrongTopic: 2,
    ackMs: { p50: 10, p95: 10, p99: 10 },
    answerMs: { p50: 100, p95: 100, p99: 100 },
  })
  assert.match(printReport(report), /answered by the bot\s+4\s+50\.0 %/)
})

test('questions are read from the column "text", the label beside it if there is one', async () => {
  const file = join(dir, 'q.csv')
  await writeFile(file, '\uFEFFtext,category\n"退款, 没到",refund\nhello,\n')
  assert.deepEqual(await readQuestions(file, null), [
    { text: '退款, 没到', label: 'refund' },
    { text: 'hello', label: '' },
  ])
  assert.equal((await readQuestions(file, 1)).length, 1)
  await writeFile(file, 'question\nhello\n')
  await assert.rejects(readQuestions(file, null), /no column "text"/)
})

test('the questions that come with the program are labelled with topics that name published articles', async () => {
  const fixture = (name: string) => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url))
  const [questions, topics, unrelated] = await Promise.all([
    readQuestions(fixture('questions.csv'), null),
    readTopics(fixture('topics.json')),
    readQuestions(fixture('unrelated.csv'), null),
  ])
  assert.ok(questions.length >= 60 && unrelated.length >= 200)
  for (const { label } of questions) assert.ok(topics?.[label ?? ''] !== undefined, String(label))
  const articles = fileURLToPath(new URL('../../../help/articles/', import.meta.url))
  for (const slugs of Object.values(topics ?? {})) if (slugs !== 'handover') for (const slug of slugs) await readFile(join(articles, `${slug}.en.md`))
})

test('what is missing or wrong on the command line is said', () => {
  assert.throws(() => readArguments([], {}), /one CSV file/)
  assert.throws(() => readArguments(['a.csv', '--limit', '0'], {}), /--limit/)
  assert.throws(() => readArguments(['a.csv', '--url', 'http://x'], {}), /--identity-secret/)
  assert.deepEqual(readArguments(['a.csv', '--url', 'http://x/y', '--json'], { CUSTOMER_JWT_SECRET: 's' }), {
    file: 'a.csv',
    topicsFile: null,
    limit: null,
    concurrency: 8,
    url: 'http://x',
    identitySecret: 's',
    json: true,
  })
})
