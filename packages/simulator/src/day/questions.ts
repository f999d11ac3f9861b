/** What customers of a simulated day write first. */
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { Language } from '@yingda/protocol/language.ts'

const QUESTIONS: Readonly<Record<QuestionType, Readonly<Record<Language, readonly string[]>>>> = {
  payment: {
    'zh-CN': ['付款一直显示处理中，钱到底扣没扣', '扫码付的钱扣了，店里说没收到', '同一单扣了我两次钱', '付款失败了，可是银行卡扣款了'],
    en: ['My payment has been processing for an hour', 'I was charged twice for one order', 'The shop says my payment never arrived'],
  },
  transfer: {
    'zh-CN': ['转账转错人了怎么办', '转给朋友的钱还没到账', '提现要多久才到银行卡', '昨天提的现今天还没到'],
    en: ['My transfer has not arrived', 'How long does a withdrawal take', 'I sent money to the wrong person'],
  },
  refund: {
    'zh-CN': ['退款什么时候到账', '商家说退了，我没收到退款', '退款退到哪里了'],
    en: ['Where is my refund', 'The shop says it refunded me but nothing arrived'],
  },
  access: {
    'zh-CN': ['支付密码输错几次给锁了，多久能解', '换了手机登录不了', '收不到验证码'],
    en: ['My payment PIN is locked', 'I cannot sign in on my new phone'],
  },
  security: {
    'zh-CN': ['有一笔不是我付的钱', '我的账号好像被盗了'],
    en: ['There is a payment I did not make', 'I think somebody has my account'],
  },
  other: {
    'zh-CN': ['怎么开发票', '手续费怎么收的', '在国外能用吗'],
    en: ['What are the fees', 'Can I use the wallet abroad'],
  },
}

export const questionsOf = (questionType: QuestionType, language: Language): readonly string[] => QUESTIONS[questionType][language]
