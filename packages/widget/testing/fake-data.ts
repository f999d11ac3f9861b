/** What the fake desk knows: conversations with their entries, articles, transactions. In memory, one a test. */
import { randomUUID } from 'node:crypto'
import type { CustomerEntry, CustomerView, TransactionCard } from '@yingda/protocol/entries/views.ts'
import type { ArticleView, CustomerConversation, CustomerHome } from '@yingda/protocol/http/customer.ts'
import type { ConversationState } from '@yingda/protocol/realtime.ts'

export type FakeConversation = { summary: CustomerConversation; entries: CustomerEntry[]; state: ConversationState }
type Message = Extract<CustomerView, { kind: 'message' }>

/** Branded ids are plain strings here: the fake stands outside the contract's borders. */
export const asId = <T>(id: string): T => id as T

export const nobodyThere: ConversationState = {
  customer: { delivered: 0, read: 0, typing: false, online: true },
  agents: { delivered: 0, read: 0, typing: false, online: false },
  colleagues: [],
  ahead: null,
  closed: null,
  wait: null,
  answerBy: null,
}

export const aHome = (more: Partial<CustomerHome> = {}): CustomerHome => ({
  brand: '云禾钱包',
  botName: '小禾',
  name: null,
  signedIn: false,
  questionTypes: ['payment', 'transfer', 'refund', 'access', 'security', 'other'],
  conversations: [],
  agentsOnDuty: true,
  opensAt: null,
  timeZone: 'Asia/Shanghai',
  notice: null,
  statusPage: 'https://desk.example/status',
  ...more,
})

export function aConversation(more: Partial<CustomerConversation> = {}): FakeConversation {
  const summary: CustomerConversation = {
    id: asId(randomUUID()),
    reference: 'C-1042',
    questionType: 'payment',
    title: null,
    state: 'bot',
    agentName: null,
    lastText: null,
    lastAt: new Date().toISOString(),
    lastSeq: 0,
    readSeq: 0,
    unread: 0,
    rating: null,
    reopenableUntil: null,
    ...more,
  }
  return { summary, entries: [], state: nobodyThere }
}

/** The next entry of a conversation, numbered as the desk numbers. */
export function add(conversation: FakeConversation, view: CustomerView, at = new Date().toISOString()): CustomerEntry {
  const entry = { conversationId: conversation.summary.id, seq: conversation.entries.length + 1, at, view }
  conversation.entries.push(entry)
  conversation.summary = {
    ...conversation.summary,
    lastSeq: entry.seq,
    lastAt: at,
    lastText: view.kind === 'message' ? view.content.text : conversation.summary.lastText,
  }
  return entry
}

export const said = (from: Message['from'], text: string, more: Partial<Message> = {}): Message => ({
  kind: 'message',
  from,
  name: from === 'bot' ? '小禾' : null,
  clientId: null,
  content: { text, attachments: [], redacted: false },
  source: null,
  suggestions: [],
  quickReplies: [],
  ...more,
})

export const aTransaction = (more: Partial<TransactionCard> = {}): TransactionCard => ({
  id: 'T-1',
  orderNo: '2026112000417',
  type: 'merchant_pay',
  counterparty: '青禾生鲜（科苑店）',
  method: '江城银行储蓄卡 6621',
  amount: { amountMinor: 12_800, currency: 'CNY' },
  status: 'unknown',
  moneyPlace: 'unknown',
  createdAt: new Date(Date.now() - 3_600_000).toISOString(),
  asOf: new Date().toISOString(),
  ...more,
})

export const anArticle = (more: Partial<ArticleView> = {}): ArticleView => ({
  slug: 'payment-pending',
  language: 'zh-CN',
  title: '付款显示“处理中”怎么办',
  html: '<p>多数付款 <strong>10 分钟</strong>内会有结果。</p><ol><li>先不要再付一次。</li><li>在账单里看这笔付款的状态。</li></ol><script>window.hurt = true</script><img src="https://elsewhere.test/x.png" onerror="window.hurt = true">',
  updatedOn: '2026-11-18',
  source: '云禾钱包帮助中心',
  related: [{ slug: 'bank-declined', title: '银行卡付款失败的原因' }],
  ...more,
})

/** An unsigned JWT: the browser reads two claims and verifies nothing. */
export const aToken = (subject = 'W-1001', forSeconds = 600): string => {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none' })}.${part({ sub: subject, exp: Math.floor(Date.now() / 1000) + forSeconds })}.x`
}
