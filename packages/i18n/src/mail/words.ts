/** The words of the mail that brings an answer which was not read on the web. */
import type { Language } from '@yingda/protocol/language.ts'

export type MailWords = {
  subject: (brand: string, reference: string) => string
  hello: string
  waits: (brand: string, reference: string) => string
  /** Where the customer chose to be answered by mail. */
  askedFor: (brand: string, reference: string) => string
  said: (name: string, when: string) => string
  /** On the desk's clock, which is named. */
  at: (day: string, time: string, zone: string) => string
  files: (count: number) => string
  /** In place of the words where they do not leave the chat. */
  wordsInChat: string
  open: string
  /** In place of a link where none is known. */
  openApp: (brand: string) => string
  noReply: string
  neverAsk: (brand: string) => string
}

export const MAIL_WORDS: Readonly<Record<Language, MailWords>> = {
  'zh-CN': {
    subject: (brand, reference) => `${brand}：您的问题有新答复（${reference}）`,
    hello: '您好：',
    waits: (brand, reference) => `您在${brand}客服里问的事（${reference}）有了答复，您好像还没有看到。`,
    askedFor: (brand, reference) => `您在${brand}客服里约了用邮件回复（${reference}），同事已经答复。`,
    said: (name, when) => `${name}，${when}`,
    at: (day, time, zone) => `${day} ${time}（${zone}）`,
    files: (count) => `（另有 ${count} 个文件，请在对话里打开）`,
    wordsInChat: '为了您的安全，答复的内容只在对话里显示。',
    open: '打开对话',
    openApp: (brand) => `请打开${brand}，在客服里查看对话。`,
    noReply: '请不要直接回复这封邮件，这个邮箱不收信。要接着说，请回到对话里。',
    neverAsk: (brand) => `${brand}从不索要您的密码和验证码。有人问您要，请不要给，并在对话里告诉我们。`,
  },
  en: {
    subject: (brand, reference) => `${brand}: there’s an answer to your question (${reference})`,
    hello: 'Hello,',
    waits: (brand, reference) => `There’s an answer to what you asked ${brand} support (${reference}), and it seems you haven’t seen it yet.`,
    askedFor: (brand, reference) => `You asked ${brand} support to answer you by e-mail (${reference}), and a colleague has answered.`,
    said: (name, when) => `${name}, ${when}`,
    at: (day, time, zone) => `${day}, ${time} (${zone})`,
    files: (count) =>
      count === 1 ? '(There’s a file as well; open it in the conversation.)' : `(There are ${count} files as well; open them in the conversation.)`,
    wordsInChat: 'To keep you safe, the answer itself is shown in the conversation only.',
    open: 'Open the conversation',
    openApp: (brand) => `Open ${brand} and go to support to see the conversation.`,
    noReply: 'Please don’t reply to this e-mail: nobody reads this mailbox. To go on, return to the conversation.',
    neverAsk: (brand) => `${brand} never asks for your password or codes. If somebody does, don’t give them, and tell us in the conversation.`,
  },
}
