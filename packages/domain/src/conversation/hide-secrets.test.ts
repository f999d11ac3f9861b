import assert from 'node:assert/strict'
import process from 'node:process'
import { test } from 'node:test'
import type { HiddenPart } from '@yingda/protocol/entries/conversation.ts'
import { hideSecrets } from './hide-secrets.ts'
import { endsBeforeCode } from './secrets/codes.ts'

type Kind = HiddenPart['kind']

/** What stands between ⟦ and ⟧ is to be hidden, and nothing else. */
const HIDDEN: readonly (readonly [Kind, string])[] = [
  ['code', '验证码是⟦483920⟧'],
  ['code', '我的验证码：⟦483920⟧，还是登不上'],
  ['code', '验证码⟦4839⟧输了没反应'],
  ['code', '【应答钱包】您的校验码为 ⟦48392011⟧，5 分钟内有效，请勿泄露'],
  ['code', '动态码 ⟦48 39 20⟧ 不对'],
  ['code', '验证码收到了，是⟦483920⟧'],
  ['code', '验证码收到了，⟦483920⟧'],
  ['code', '⟦483920⟧是我的验证码'],
  ['code', '我收到 ⟦483920⟧ 这个验证码，可是没有登录'],
  ['code', '验证码是⟦４８３９２０⟧'],
  ['code', '验证码是⟦四八三九二零⟧'],
  ['code', '刚刚有人打电话问我要短信验证码，我说了⟦483920⟧怎么办'],
  ['code', '验证码试了 ⟦483920⟧、⟦118204⟧ 都不对'],
  ['code', '有个客服打电话，让我报这个：⟦483920⟧'],
  ['code', 'code 是 ⟦483920⟧'],
  ['code', 'OTP：⟦483 920⟧'],
  ['code', 'my code is ⟦483920⟧'],
  ['code', 'Your Yingda verification code is: ⟦483920⟧. Do not share it.'],
  ['code', '⟦483920⟧ is your Yingda verification code'],
  ['code', 'G-⟦483920⟧ is your Google verification code'],
  ['code', 'the code sent to my phone is ⟦483920⟧ but it says wrong'],
  ['code', 'otp ⟦4839⟧ not working'],
  ['code', 'OTP-⟦483920⟧'],
  ['code', 'I got the code ⟦483-920⟧ without asking'],
  ['code', 'I told him the verification code, it was ⟦483920⟧'],
  ['code', 'security code ⟦483920⟧'],
  ['code', 'codes ⟦483920⟧ and ⟦118204⟧ both failed'],
  ['code', 'Code:\t⟦4 8 3 9 2 0⟧'],
  ['code', 'code\n⟦482913⟧'],
  ['password', '口令是⟦hunter2!⟧'],
  ['password', 'pwd: ⟦hunter2!⟧'],
  ['cvv', 'CSC ⟦123⟧'],
  ['key', '恢复词：⟦abandon ability able absent absorb abstract absurd abuse access accident account acid⟧'],
  ['key', 'my mnemonic is ⟦abandon ability able absent absorb abstract absurd abuse access accident account acid⟧'],
  ['key', 'secret phrase: ⟦abandon ability able absent absorb abstract absurd abuse access accident account acid⟧'],
  ['key', 'backup words: ⟦abandon ability able absent absorb abstract absurd abuse access accident account acid⟧'],
  ['key', 'privkey ⟦a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4⟧'],
  ['key', 'secret key ⟦a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4a1b2c3d4⟧'],
  ['code', '我收到验证码了\r\n\r\n⟦482 913⟧\r\n还是登不上'],
  ['code', '短信里写着⟦482913⟧'],
  ['code', '短信说的是：⟦4829⟧，我还没有告诉他'],
  ['code', '短信内容是「⟦482-913⟧」'],
  ['code', 'The text message says ⟦482913⟧ and I told him'],
  ['code', 'the SMS said ⟦4829⟧.'],
  ['card', '⟦4111 1111 1111\n1111⟧'],
  ['card', '我的卡\n⟦4111\r\n1111 \n 1111\n1111⟧\n付不了'],
  ['card', '银行卡 ⟦4111111111111111⟧\n500 元没到账'],
  ['card', '卡号⟦6222021234567890128⟧充值失败'],
  ['card', '我的卡 ⟦4111 1111 1111 1111⟧ 付不了'],
  ['card', 'my card is ⟦5500-0055-5555-5559⟧'],
  ['card', 'Amex ⟦378282246310005⟧ was refused'],
  ['card', '⟦４１１１１１１１１１１１１１１１⟧'],
  ['card', '银行卡⟦6222 0200 1111 2222 333⟧绑不上'],
  ['cvv', 'CVV ⟦123⟧'],
  ['cvv', '安全码是⟦123⟧'],
  ['cvv', '卡背面三位 ⟦908⟧'],
  ['cvv', 'my cvc is ⟦9081⟧'],
  ['cvv', 'security code: ⟦123⟧'],
  ['cvv', '⟦123⟧ is the cvv'],
  ['password', '密码是⟦123456⟧'],
  ['password', '我的登录密码：⟦Abc@2026⟧，帮我看看'],
  ['password', '支付密码⟦881234⟧为什么不对'],
  ['password', '密码改成了 ⟦hunter22⟧ 以后登不上'],
  ['password', '密码是⟦qwerty⟧'],
  ['password', '⟦abc123⟧是我的密码'],
  ['password', 'password: ⟦correcthorse⟧'],
  ['password', 'my password is ⟦sunshine⟧'],
  ['password', 'My password is ⟦Tr0ub4dor&3⟧.'],
  ['password', 'pin ⟦4821⟧'],
  ['password', 'my PIN is ⟦482193⟧ and it is refused'],
  ['password', 'I changed my password to "⟦blue-horse-9⟧" yesterday'],
  ['password', 'PIN 码是⟦482193⟧'],
  ['password', '⟦hunter2⟧ is my wallet password'],
  ['key', '助记词：⟦abandon ability able about above absent absorb abstract absurd abuse access accident⟧'],
  ['key', 'my seed phrase is ⟦legal winner thank year wave sausage worth useful legal winner thank yellow⟧'],
  ['key', 'recovery words ⟦1. legal 2. winner 3. thank 4. year 5. wave 6. sausage 7. worth 8. useful 9. legal 10. winner 11. thank 12. yellow⟧'],
  ['key', '私钥是 ⟦4f3edf983ac636a65a842ce7c78d9aa706d3b113bce9c46f30d7d21715b23b1d⟧'],
  ['key', 'private key: ⟦0x4f3edf983ac636a65a842ce7c78d9aa706d3b113bce9c46f30d7d21715b23b1d⟧'],
]

/** Nothing of these is a secret, though they speak of codes, money and numbers. */
const KEPT: readonly string[] = [
  '收不到验证码',
  '验证码 60 秒还没到，等了 10 分钟',
  '没收到验证码，转账 5000 元也失败了',
  '我充值 5000 没收到验证码',
  '没收到验证码，订单号 88214021',
  '验证码发到尾号 8888 的手机了',
  '验证码发到了 13800138000，不是我的号码',
  '验证码是几位的',
  '验证码是 6 位数字吗',
  '验证码收不到，我的余额是 50000',
  '2026 年 11 月 22 日验证码一直收不到',
  '11-22 14:30 收到验证码，2026-11-22 又收到一条',
  '验证码输入后付了 5000 就失败',
  '验证码页面显示 5003',
  '错误码 50031 是什么意思',
  '报错 code 5003',
  '付款码扫不了',
  '邮编 100081',
  '收不到验证码\n5000 元也没到账',
  '没收到验证码，订单号是\n88214021',
  '短信里写着 5000 元已扣',
  '短信里写着尾号 8888',
  '短信说 2026-11-22 到账',
  '短信说是 95588 发的',
  '短信显示 1234.56 已退',
  'the text says 5000 was taken',
  'the message says 482913 people are affected',
  '订单号 4111 1111 1111\n1111 付款失败',
  '2026\n1119\n1558\n0041',
  '密码输错 5 次被锁了',
  '忘记密码了',
  '密码是多少位',
  '支付密码 6 位数怎么改',
  '忘记密码 13800138000',
  '登录密码 iPhone15 上输不进去',
  '密码错误 2026-11-20',
  '新的支付密码不能是 123 吗',
  '订单号 4111111111111111 付款失败',
  '交易号：4200001234202611221234567890',
  '流水号 2026112214303312345',
  '手机号 +8613800138000',
  '身份证 622102199003071234',
  '转了 6222 元到尾号 0128 的卡',
  '这笔 ¥1,234,567.00 没到账',
  '单号 C-88214 的退款呢',
  '助记词丢了怎么办',
  '私钥和交易哈希 4f3edf983ac636a65a842ce7c78d9aa706d3b113bce9c46f30d7d21715b23b1d 是一回事吗',
  "I'm not getting the verification code",
  'I asked for the code three times and nothing came',
  'the code expired after 5 minutes, 30 seconds',
  'no code since 2025',
  'no code arrived; I paid 5000 yesterday',
  'no code for my transfer of 50000 yen',
  'error code 50031 when I pay',
  'what does status code 4031 mean',
  'my sort code 204514 is not accepted',
  'zip code 94107',
  'promo code 20261111 not applied',
  'order code 88214021',
  'the code never came, order 88214021',
  'the code went to the phone ending 8888',
  'the code was sent to phone number 61234567',
  'Transaction 4111111111111111 failed',
  'order no. 378282246310005',
  'txn id 0x4f3edf983ac636a65a842ce7c78d9aa706d3b113bce9c46f30d7d21715b23b1d',
  'my password is wrong',
  'password is not accepted',
  'the password is being rejected',
  'PIN: forgot it',
  'a 6 digit PIN',
  'my pin is locked until 18:30',
  'reset password for app v2.3.1',
  'call me on 400-800-1234',
  'it was 2026-11-22 14:30:00',
  'I lost my seed phrase and cannot find the paper with the words, what can I do about that now',
  'refund of 1234.56 from 20261119 15580041',
  '2026 1119 1558 0041',
]

const bare = (marked: string): string => marked.replaceAll(/[⟦⟧]/g, '')
const masked = (marked: string): string => marked.replaceAll(/⟦(.*?)⟧/gs, (_, secret: string) => '•'.repeat(secret.length))

for (const [kind, marked] of HIDDEN) {
  test(`hidden as ${kind}: ${marked}`, () => {
    const { text, hidden } = hideSecrets(bare(marked), { asked: false })
    assert.equal(text, masked(marked))
    assert.deepEqual([...new Set(hidden.map((part) => part.kind))], [kind])
    for (const { at, length } of hidden) assert.equal(text.slice(at, at + length), '•'.repeat(length))
  })
}

for (const words of KEPT) {
  test(`kept: ${words}`, () => {
    assert.deepEqual(hideSecrets(words, { asked: false }), { text: words, hidden: [] })
  })
}

test('digits alone are hidden where a code was spoken of, and nowhere else', () => {
  for (const digits of ['483920', ' 4839 ', '４８３９２０', '是 483 920。', "it's 483920"]) {
    assert.equal(hideSecrets(digits, { asked: true }).hidden.length, 1, digits)
    assert.equal(hideSecrets(digits, { asked: false }).hidden.length, 0, digits)
  }
  assert.equal(hideSecrets('5000 元', { asked: true }).hidden.length, 0)
})

test('several secrets of one message are each hidden, in the order of the text, also behind signs of two units', () => {
  const { text, hidden } = hideSecrets('😀 卡号 4111 1111 1111 1111，CVV 123，密码是 hunter22，验证码 483920', { asked: false })
  assert.deepEqual(
    hidden.map(({ kind }) => kind),
    ['card', 'cvv', 'password', 'code'],
  )
  assert.ok(!/[0-9]/.test(text))
  assert.equal(hideSecrets(text, { asked: true }).hidden.length, 0)
})

test('runs of spaces around a number are read in one way only', () => {
  const spaces = ' '.repeat(2600)
  for (const text of [`code\n${spaces}1234${spaces}x`, `code${spaces}${spaces}x`, `短信是${spaces}${spaces}x`]) {
    const started = process.cpuUsage()
    hideSecrets(text, { asked: true })
    assert.equal(endsBeforeCode(text), false)
    assert.ok(process.cpuUsage(started).user < 500_000, text.trim().slice(0, 9))
  }
  assert.deepEqual(hideSecrets(' \n 483920 。 ', { asked: true }).hidden, [{ at: 3, length: 6, kind: 'code' }])
  assert.equal(endsBeforeCode('我的验证码是  '), true)
})

test('the longest message is looked through in no time, whatever it is made of', () => {
  for (const piece of [
    '验证码 ',
    '短信里写着 ',
    'code\n1234\n',
    '1\n',
    '1 \n ',
    '1 ',
    '1234567',
    'password is ',
    'legal winner ',
    '私钥 a',
    'code a, ',
    '密码是',
    '1、',
    ':',
    '- ',
  ])
    for (const before of ['', 'seed abc ', '验证码 1234 ', '密码是', 'cvv ', '私钥']) {
      const started = process.cpuUsage()
      hideSecrets(before + piece.repeat(Math.ceil(8000 / piece.length)), { asked: true })
      assert.ok(process.cpuUsage(started).user < 500_000, `${before}${piece}`)
    }
})
