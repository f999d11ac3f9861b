import type { Language } from '@yingda/protocol/language.ts'

export type TranscriptWords = {
  title: string
  timeZone: string
  you: string
  bot: string
  file: string
  source: string
  removed: string
  transaction: string
  rated: string
  joinedBy: string
  /** When and how a colleague was to come back. */
  arranged: string
  /** When alone. */
  agreed: string
  atTurn: string
  by: Readonly<Record<'phone' | 'mail' | 'chat', string>>
  events: Readonly<
    Record<
      | 'opened'
      | 'queued'
      | 'call_back'
      | 'call_back_moved'
      | 'call_back_cancelled'
      | 'call_back_agreed'
      | 'called_back'
      | 'not_reached'
      | 'returned_to_bot'
      | 'passed_on'
      | 'resolved'
      | 'reopened'
      | 'closed'
      | 'continued'
      | 'signed_in',
      string
    >
  >
}

/** The words around a customer's own copy of a conversation. */
export const TRANSCRIPT_WORDS: Readonly<Record<Language, TranscriptWords>> = {
  'zh-CN': {
    title: '客服会话记录',
    timeZone: '时间按',
    you: '您',
    bot: '（机器人）',
    file: '文件：',
    source: '依据：',
    removed: '（内容已移除）',
    transaction: '交易：',
    rated: '您的评价：',
    joinedBy: '{name} 已接入',
    arranged: '{event}：{when}，{how}',
    agreed: '{event}：{when}',
    atTurn: '轮到您时',
    by: { phone: '打电话 {to}', mail: '发邮件到 {to}', chat: '在对话里' },
    events: {
      opened: '会话开始',
      queued: '已转人工，排队中',
      call_back: '您约了同事回复',
      call_back_moved: '您约的那个时间不再接待，已为您改到另一个时间',
      call_back_cancelled: '您取消了回复的预约',
      call_back_agreed: '您和同事说好了改时间回电',
      called_back: '同事已给您回电',
      not_reached: '同事打过电话，没有接通',
      returned_to_bot: '您不再排队，回到机器人',
      passed_on: '转由其他同事接着处理',
      resolved: '会话已结束',
      reopened: '会话重新打开',
      closed: '会话已关闭',
      continued: '后续内容在新的会话里',
      signed_in: '您已登录',
    },
  },
  en: {
    title: 'support conversation',
    timeZone: 'Times are in',
    you: 'You',
    bot: '(bot)',
    file: 'File:',
    source: 'Source:',
    removed: '(content removed)',
    transaction: 'Transaction:',
    rated: 'Your rating:',
    joinedBy: '{name} joined',
    arranged: '{event}: {when}, {how}',
    agreed: '{event}: {when}',
    atTurn: 'when it’s your turn',
    by: { phone: 'by phone on {to}', mail: 'by e-mail at {to}', chat: 'in the conversation' },
    events: {
      opened: 'Conversation started',
      queued: 'Asked for a person, waiting in line',
      call_back: 'You arranged for a colleague to come back to you',
      call_back_moved: 'Nobody is on duty at the time you arranged, so it was put to another one',
      call_back_cancelled: 'You called off the call-back',
      call_back_agreed: 'You and a colleague agreed another time for the call',
      called_back: 'A colleague called you',
      not_reached: 'A colleague called and didn’t reach you',
      returned_to_bot: 'You left the line, back to the bot',
      passed_on: 'To be taken over by a colleague',
      resolved: 'Conversation ended',
      reopened: 'Conversation reopened',
      closed: 'Conversation closed',
      continued: 'Continued in a new conversation',
      signed_in: 'You signed in',
    },
  },
}
