import { test } from 'node:test'
import assert from 'node:assert/strict'
import { securitySign } from './security-signs.ts'

const signs: readonly (readonly [string, ReturnType<typeof securitySign>])[] = [
  ['My wallet was hacked!', 'account_stolen'],
  ['fraud on my account', 'account_stolen'],
  ['someone transferred my money out', 'account_stolen'],
  ['I typed my PIN on a fake site', 'account_stolen'],
  ['I have been scammed', 'scam_victim'],
  ['he can control my phone', 'scam_victim'],
  ['your agent asked for my password', 'suspicious_agent'],
  ['please freeze my account', 'lock_account'],
  ['我的账号被盗了', 'account_stolen'],
  ['有人登录了我的账号把钱转走了', 'account_stolen'],
  ['我把验证码告诉骗子了', 'account_stolen'],
  ['刚刚 被骗 了 5000', 'scam_victim'],
  ['你们客服问我要验证码', 'suspicious_agent'],
  ['帮我冻结账户', 'lock_account'],
  ['钱没了', 'unknown_transaction'],
  ['My money is gone!!', 'unknown_transaction'],
  ['Help! All my money has disappeared from my account', 'unknown_transaction'],
  ['money is missing, what happened?', 'unknown_transaction'],
  ['Where did my money go?', 'unknown_transaction'],
  // asked about, not in danger
  ['how do I protect my account from hackers', null],
  ['can my wallet be hacked', null],
  ['why did you lock my account', null],
  ['how do I lock my account', null],
  ['怎么防止账号被盗', null],
  ['我的账户为什么被冻结', null],
  ['怎么锁定账户', null],
  // other matters in like words
  ['my card was hacked', null],
  ['my bank card was stolen', null],
  ['I logged in to my account', null],
  ['I entered the wrong PIN', null],
  ['my friend sent money to my account', null],
  ['the app asked for my password', null],
  // said of what was done, an article knows where it went
  ['the money I added is gone', null],
  ['I paid and the money is gone', null],
  ['my top up money is gone', null],
  ['the money I sent is gone but my friend has not got it', null],
  ['my balance is missing the refund', null],
  ['验证码没有发给我', null],
  ['付款被拒绝了', null],
  ['余额怎么转到银行卡', null],
]

test('an account or money in other hands is told by rule; advice, reasons and like words are left alone', () => {
  for (const [text, intent] of signs) assert.equal(securitySign(text), intent, text)
})
