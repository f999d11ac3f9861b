import type { CalendarRules } from '@yingda/protocol/http/calendar.ts'
import type { ConversationListQuery } from '@yingda/protocol/http/staff.ts'

/** Every key of the query cache, so that what is invalidated is what was read. */
export const keys = {
  me: ['me'] as const,
  brand: ['brand'] as const,
  lists: ['conversations', 'list'] as const,
  list: (query: Partial<ConversationListQuery>) => ['conversations', 'list', query] as const,
  counts: ['conversations', 'counts'] as const,
  conversation: (id: string) => ['conversation', id] as const,
  customers: ['customer'] as const,
  customer: (id: string) => ['customer', id] as const,
  wallet: (customerId: string, conversationId: string) => ['wallet', customerId, conversationId] as const,
  colleagues: ['colleagues'] as const,
  cannedReplies: ['canned-replies'] as const,
  views: ['views'] as const,
  search: (q: string) => ['search', q] as const,
  articles: (q: string, language: string) => ['articles', language, q] as const,
  link: (id: string, variant: string) => ['attachment-link', id, variant] as const,
  sessions: ['sessions'] as const,
  passkeys: ['passkeys'] as const,
  demo: ['demo'] as const,
  staff: ['admin', 'staff'] as const,
  teams: ['admin', 'teams'] as const,
  promises: ['promises'] as const,
  incidents: ['incidents'] as const,
  /** Read again whenever the counts are. */
  alarms: ['conversations', 'counts', 'alarms'] as const,
  /** Read again whenever the counts are. */
  wallboard: ['conversations', 'counts', 'wallboard'] as const,
  /** Read again whenever the counts are. */
  undelivered: ['conversations', 'counts', 'undelivered'] as const,
  /** Read again whenever the counts are. */
  offers: ['conversations', 'counts', 'offers'] as const,
  /** Read again whenever the counts are. */
  missed: ['conversations', 'counts', 'missed'] as const,
  accounts: (range: object) => ['accounts', range] as const,
  callBackTimes: (id: string) => ['call-back-times', id] as const,
  waitAccuracy: (days: number) => ['wait-accuracy', days] as const,
  calendars: ['calendars'] as const,
  settingChanges: ['setting-changes'] as const,
  overflow: ['overflow'] as const,
  weights: ['capacity-weights'] as const,
  calendarPreview: (rules: CalendarRules | null) => ['calendar-preview', rules] as const,
}
