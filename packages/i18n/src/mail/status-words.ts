/** The words of the mails to those who subscribed to incidents. */
import type { Language } from '@yingda/protocol/language.ts'

export type StatusMailWords = {
  hello: string
  confirmSubject: (brand: string) => string
  confirmWhy: (brand: string) => string
  confirmDo: string
  confirmElse: string
  subject: (brand: string, title: string, state: string) => string
  open: string
  why: (brand: string) => string
  leave: string
  noReply: string
}

export const STATUS_MAIL_WORDS: Readonly<Record<Language, StatusMailWords>> = {
  'zh-CN': {
    hello: '您好：',
    confirmSubject: (brand) => `${brand}服务状态：请确认订阅`,
    confirmWhy: (brand) => `有人用这个邮箱订阅${brand}的服务状态：事件和维护一有变化就发邮件。如果是您，请打开下面的链接确认，48 小时内有效。`,
    confirmDo: '确认订阅',
    confirmElse: '如果不是您，不用理会这封邮件：不确认就不会再发，这个邮箱地址两天后删除。',
    subject: (brand, title, state) => `${brand}服务状态：${title}（${state}）`,
    open: '查看服务状态',
    why: (brand) => `您订阅了${brand}的服务状态，所以收到这封邮件。退订后我们会删除您的邮箱地址。`,
    leave: '退订',
    noReply: '请不要直接回复这封邮件，这个邮箱不收信。',
  },
  en: {
    hello: 'Hello,',
    confirmSubject: (brand) => `${brand} service status: please confirm your subscription`,
    confirmWhy: (brand) =>
      `Somebody asked to have the service status of ${brand} sent to this address: an e-mail at every change to incidents and maintenance. If it was you, please confirm with the link below within 48 hours.`,
    confirmDo: 'Confirm the subscription',
    confirmElse: 'If it wasn’t you, ignore this e-mail: without your confirmation nothing more is sent, and the address is deleted after two days.',
    subject: (brand, title, state) => `${brand} service status: ${title} (${state})`,
    open: 'See the service status',
    why: (brand) => `You get this e-mail because you subscribed to the service status of ${brand}. Once you unsubscribe, your address is deleted.`,
    leave: 'Unsubscribe',
    noReply: 'Please don’t reply to this e-mail: nobody reads this mailbox.',
  },
}
