import process from 'node:process'
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { plainSign, sharesSecret } from './plain-signs.ts'
import { securitySign } from './security-signs.ts'

const signs: readonly (readonly [string, ReturnType<typeof plainSign>])[] = [
  ['Hello!', 'greeting'],
  ['您好', 'greeting'],
  ['在吗？', 'greeting'],
  ['Are you a bot?', 'greeting'],
  ['你是机器人吗', 'greeting'],
  ['Thanks a lot!', 'thanks'],
  ['好的，谢谢', 'thanks'],
  ['谢谢您', 'thanks'],
  ['I want to talk to a person', 'wants_person'],
  ['can I speak to someone please', 'wants_person'],
  ['agent', 'wants_person'],
  ['转人工', 'wants_person'],
  ['我要找人工客服', 'wants_person'],
  ['I want to kill myself', 'distress'],
  ['我不想活了', 'distress'],
  ['I will take legal action', 'legal'],
  ['我要起诉你们', 'legal'],
  ['my password is hunter22', 'secret_shared'],
  ['验证码是 482913', 'secret_shared'],
  ['482913', 'secret_shared'],
  ['card 4111 1111 1111 1111 exp 12/28', 'secret_shared'],
  ['the code: 5531', 'secret_shared'],
  ['hello, my transfer is missing', null],
  ['I forgot my password', null],
  ['验证码收不到', null],
  ['支付密码错误怎么办', null],
  ['order 20261120114500012345678', null],
  ['order 4111111111111111 has not arrived', null],
  ['error code 50031 when I pay', null],
  ['I paid 1299 yesterday', null],
  ['my friend sent me 200', null],
  ['someone else used my card', null],
  ['¥128.00 扣了两次', null],
  ['thanks but my refund is not here', null],
]

test('greetings, thanks, asking for a person, distress, legal words and shared secrets are told by rule', () => {
  for (const [text, sign] of signs) assert.equal(plainSign(text), sign, text)
})

test('a long number that fails the card check digit is no secret', () => {
  assert.equal(sharesSecret('4111 1111 1111 1112'), false)
  assert.equal(sharesSecret('4111111111111111'), true)
})

test('the longest message is looked through in no time, whatever it is made of', () => {
  for (const piece of [' ', '!', '，', 'code for a ', 'talk to me ', 'ok, ']) {
    const text = `a${piece.repeat(8000 / piece.length)}x`
    for (const look of [plainSign, securitySign]) {
      const started = process.cpuUsage()
      look(text)
      assert.ok(process.cpuUsage(started).user < 500_000, `${look.name} ${piece}`)
    }
  }
})
