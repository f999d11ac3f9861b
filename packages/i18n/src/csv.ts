import type { Language } from '@yingda/protocol/language.ts'

const ACCOUNT_COLUMNS = [
  'day',
  'channel',
  'received',
  'answered',
  'in_time',
  'withdrawn',
  'decided',
  'open',
  'late',
  'reasons',
  'withdrawn_late',
  'decided_late',
  'to_resolve',
  'resolved_in_time',
  'resolved_late',
] as const
const WAIT_COLUMNS = ['third', 'told', 'cannot_say', 'compared', 'inside', 'median_error_pct', 'median_width_seconds', 'median_wait_seconds'] as const

/** What stands in the first line of a table for a spreadsheet, and the words there are in a cell; a word that is not known stands as it is recorded. */
type CsvWords = {
  accounts: readonly string[]
  waits: readonly string[]
  channels: Readonly<Record<string, string>>
  reasons: Readonly<Record<string, string>>
  thirds: Readonly<Record<string, string>>
}

/** In English the names by which programs read them, which stay as they are. */
export const CSV_WORDS: Readonly<Record<Language, CsvWords>> = {
  en: { accounts: ACCOUNT_COLUMNS, waits: WAIT_COLUMNS, channels: {}, reasons: {}, thirds: {} },
  'zh-CN': {
    accounts: namesOf(ACCOUNT_COLUMNS, {
      day: '日期',
      channel: '渠道',
      received: '收到',
      answered: '已答复',
      in_time: '其中按时',
      withdrawn: '客户撤回',
      decided: '决定不答',
      open: '还在等',
      late: '还在等且已超时',
      reasons: '决定不答的原因',
      withdrawn_late: '撤回时已超时',
      decided_late: '决定不答时已超时',
      to_resolve: '应解决',
      resolved_in_time: '按时解决',
      resolved_late: '超时未解决或超时才解决',
    }),
    waits: namesOf(WAIT_COLUMNS, {
      third: '时段',
      told: '告知次数',
      cannot_say: '说不准',
      compared: '有结果',
      inside: '在范围内',
      median_error_pct: '误差中位数（%）',
      median_width_seconds: '范围宽度中位数（秒）',
      median_wait_seconds: '实际等待中位数（秒）',
    }),
    channels: { web: '网页', email: '邮件' },
    reasons: {
      'resolved:answered': '结束为“已解答”',
      'resolved:fixed': '结束为“已处理”',
      'resolved:money_returned': '结束为“款项已退回”',
      'resolved:passed_on': '结束为“已转交其他部门”',
      'resolved:not_solved': '结束为“未能解决”',
      'resolved:spam': '结束为“骚扰或无效”',
      'resolved:ended_by_customer': '结束为“客户结束”',
      'closed:time': '过了重开时间自动关闭',
      'closed:merged': '并入另一个会话',
      'closed:ended': '关闭',
      'conversation.merged_into': '并入另一个会话',
      'conversation.awaiting_customer': '改为等客户',
    },
    thirds: { all: '全天', night: '0–8 点', day: '8–16 点', evening: '16–24 点' },
  },
}

/** In the order of the columns, none forgotten. */
function namesOf<Column extends string>(columns: readonly Column[], names: Readonly<Record<Column, string>>): string[] {
  return columns.map((column) => names[column])
}
