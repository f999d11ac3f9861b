/**
 * An account, or money in it, is in somebody else's hands, or is about to be: told by rule, because here the likeness of
 * words misleads ("my wallet was stolen" is no lost card) and a minute counts. What a rule takes for danger and is none
 * costs a colleague a minute; so rules are wide, but leave alone who asks for advice and who asks why.
 */

export type DangerIntent = 'account_stolen' | 'scam_victim' | 'suspicious_agent' | 'lock_account' | 'unknown_transaction'

const SOMEONE = String.raw`\b(?:someone|somebody|some (?:guy|man|woman|person)|a (?:guy|man|woman|stranger|thief|criminal)|strangers|thieves|criminals|another person)\b(?: else)?`
const OTHERS = String.raw`(?:${SOMEONE}|\bthey\b|\b(?:he|she)\b)`
const OWN = String.raw`\b(?:account|wallet|money|balance|funds|savings|identity)\b`
const SECRET = String.raw`\b(?:pin|password|passcode|code|otp|card (?:number|details))\b`
/** Within one sentence, so many letters on. */
const near = (most: number): string => `[^.?!]{0,${most}}`
const any = (...patterns: readonly string[]): RegExp => new RegExp(patterns.join('|'))

/** Said of nothing in particular, as `钱没了`: which money, and where it went, no article can know. With more words it is read as asked. */
const MONEY_GONE = any(
  String.raw`^(?:(?:hi|hello|hey|help|please|omg)\b[\s,.!]*)*(?:(?:all|some)(?: of)? )?(?:my|the)? ?(?:money|balance|funds|savings) ?(?:is|are|has|have|'s|was|were)?(?: just| all| now| suddenly| been)* ?(?:gone|missing|lost|disappeared|vanished)(?: (?:from|in|out of) (?:my|the) (?:account|wallet|balance))?(?:[\s,.!]*(?:please|help|me|why|now|today|what happened|what (?:do|should|can) i do)\b)*$`,
  String.raw`^where (?:did|has|have) (?:all )?(?:my|the) (?:money|balance|funds|savings) (?:go|gone|went)$`,
)

const ENGLISH: readonly (readonly [DangerIntent, RegExp])[] = [
  [
    'suspicious_agent',
    any(
      String.raw`\b(?:agents?|employees?|staff|support|advis[eo]rs?|someone from (?:your|the) \w+|your (?:people|guys|colleagues?))\b${near(20)}\b(?:asked|asks|asking|wants|wanted|requested|demanded)\b${near(20)}${SECRET}`,
    ),
  ],
  [
    'scam_victim',
    any(
      String.raw`\b(?:anydesk|teamviewer|rustdesk|remote (?:access|control|desktop)|remotely|screen[- ]?shar\w*)\b`,
      String.raw`\bshar(?:ed|ing) my screen\b|\bcontrol\w*(?: of)? my (?:phone|computer|screen|device)\b`,
      String.raw`\bi(?:'ve| have|'m| am)?\b(?: \w+){0,3} (?:scammed|conned|swindled|defrauded|tricked|duped)\b|\bscammed me\b|\bsafe account\b|\bvictim of (?:a )?(?:scam|fraud)\b`,
    ),
  ],
  [
    'account_stolen',
    any(
      String.raw`\bhack(?:ed|ers?|ing)?\b|\bidentity (?:theft|fraud)\b|\baccount takeover\b`,
      String.raw`\bfraud\w* (?:on|in|with|from) my (?:account|wallet)\b|\breport (?:a )?fraud\b|^fraud$`,
      String.raw`${OWN}${near(20)}\b(?:was|were|is|been|got|getting|being)\b${near(12)}\b(?:stolen|hijacked|compromised|taken over|drained|emptied|breached)\b`,
      String.raw`\b(?:stole|hijacked|drained|emptied|took over|broke into)\b${near(12)}\bmy ${OWN}`,
      String.raw`${SOMEONE}${near(20)}\b(?:transferred|sent|moved|withdrew|took)\b${near(20)}\b(?:money|funds|balance|savings)\b${near(15)}\b(?:out|away|from my|off)\b`,
      String.raw`${SOMEONE}${near(15)}\b(?:in|into|in to|on|using|used|accessed|controls?|accessing)\b${near(6)}\bmy (?:account|wallet)\b`,
      String.raw`${OTHERS}${near(12)}\b(?:changed|reset|replaced)\b (?:my|the) (?:password|passcode|pin|phone|number|e-?mail)\b`,
      String.raw`\b(?:clicked|opened|tapped|followed)\b${near(25)}\b(?:phishing|fake|suspicious|scam|dodgy|malicious)\b${near(10)}\b(?:link|site|website|page)\b`,
      String.raw`\b(?:link|email|text|message|call(?:er)?)\b${near(25)}\b(?:typed|entered|gave|filled in|put in)\b${near(15)}${SECRET}`,
      String.raw`\b(?:entered|typed|put|gave|filled|shared)\b${near(15)}${SECRET}${near(15)}\b(?:(?:on|in|into) (?:a |the )?(?:fake|phishing|scam|suspicious)|(?:to|with) (?:a (?:guy|man|woman|stranger|caller)|someone|somebody|him|her|them))\b`,
      String.raw`\bgave (?:him|her|them|someone|somebody|a (?:guy|man|woman|stranger|caller))\b${near(12)}${SECRET}`,
      String.raw`${OWN}${near(12)}\bgone\b${near(20)}\b(?:not me|(?:did not|didn't|wasn't|was not))\b`,
      String.raw`\bsim\b${near(20)}\b(?:stopped|dead|no signal|swapped)\b${near(40)}\b(?:payments?|money|transfers?)\b`,
    ),
  ],
  [
    'lock_account',
    any(
      String.raw`\b(?:freeze|lock|block|suspend|disable|stop)\b${near(10)}\b(?:my|this|the) (?:account|wallet)\b|\b(?:stop|block|freeze) (?:everything|all (?:my )?payments)\b`,
    ),
  ],
  ['unknown_transaction', MONEY_GONE],
]

const SECRET_ZH = '(?:密码|验证码|卡号)'
const ACCOUNT_ZH = '(?:账户|账号|帐号|帐户|钱包)'
const CHINESE: readonly (readonly [DangerIntent, RegExp])[] = [
  ['suspicious_agent', any(`(?:客服|你们的?人|工作人员|员工).{0,8}(?:要|问|让).{0,8}(?:${SECRET_ZH}|转钱|转账|(?:把|将)钱转)`)],
  [
    'scam_victim',
    any(
      '远程(?:控制|操控|协助|操作)|共享屏幕|屏幕共享|anydesk|teamviewer|todesk|控制了?我的?(?:手机|电脑)',
      '被骗|骗了我|骗我(?:转|的?钱)|受骗|上当|遇到(?:了)?(?:诈骗|骗子)|碰到(?:了)?(?:诈骗|骗子)|安全账户|公检法|杀猪盘',
    ),
  ],
  [
    'account_stolen',
    any(
      '黑客|盗号|盗刷|盗用|冒用|异常登[录陆]|异地登[录陆]',
      `(?:${ACCOUNT_ZH}|号|身份|余额|钱|资金).{0,6}被.{0,6}(?:盗|黑|偷|转走|转光|转出|刷走|刷光|登[录陆]|劫持|清空|取走)`,
      '(?:密码|手机号|绑定).{0,4}被(?:别?人|他人|陌生人|.{0,3}偷偷).{0,3}(?:改|换)',
      `(?:有人|别人|陌生人).{0,6}(?:登[录陆]|登了|用|动|改|盗|进).{0,4}我的?.{0,4}(?:${ACCOUNT_ZH}|钱|密码|手机号)`,
      '(?:有人|别人|陌生人).{0,8}[把将].{0,8}(?:钱|余额).{0,4}(?:转|提|花|刷)',
      '(?:余额|钱).{0,8}(?:没了|空了|少了|不见了).{0,12}不是(?:我|本人)|没信号.{0,16}(?:余额|钱).{0,6}(?:少|没|不见)',
      '点(?:了|开了|进了|过).{0,8}(?:钓鱼|诈骗|可疑|不明|假|陌生).{0,4}(?:链接|网站|网址)',
      '(?:链接|(?:假|钓鱼|诈骗|可疑)的?(?:网站|网页|软件)).{0,10}(?:填|输).{0,8}(?:密码|验证码|卡号|信息)',
      `${SECRET_ZH}.{0,6}(?:告诉|给|发给|报给|念给)了?.{0,4}(?:别人|对方|骗子|陌生人|他|她)|(?:密码|验证码).{0,3}泄[露漏]`,
      `[把将].{0,4}${SECRET_ZH}.{0,4}(?:告诉|给|发|报|说).{0,10}(?:客服|别人|对方|骗子|陌生|他|她)`,
    ),
  ],
  [
    'lock_account',
    any(
      `(?:冻结|锁定|锁住|锁上|停用|停掉|停住|止付).{0,5}(?:${ACCOUNT_ZH}|所有的?(?:付款|支付|交易))`,
      `[把将].{0,6}(?:${ACCOUNT_ZH}|付款|支付).{0,4}(?:冻结|锁|停|封)|紧急(?:止付|冻结)`,
    ),
  ],
  ['unknown_transaction', /^(?:我的?)?(?:钱|余额).{0,3}(?:没了|不见了|没有了)$/],
]

const ADVICE_ENGLISH =
  /\b(?:protect|prevent|avoid|tips?|advice|how (?:safe|secure)|keep (?:my|the) \w+ (?:safe|secure)|(?:can|could|what if) (?:i|my \w+|someone|anyone|you|hackers?)|against hackers|(?:stop|block|keep|prevent) (?:someone|somebody|anyone|another))\b/
const WHY_ENGLISH = /\b(?:why|did|do|does|don't|didn't|unfreeze|unlock|unblock|how|what happens|can't you)\b/
const ADVICE_CHINESE = /(?:怎么|如何|怎样).{0,6}(?:防|避免|保护)|防(?:止|范|骗|诈|盗)|会不会被|容易被|会被.{0,6}吗|安全吗|万一|如果/
const WHY_CHINESE =
  /为什么|为啥|被(?:你们|系统)?(?:冻结|锁|封|限)|解(?:冻|锁|封|除)|怎么|如何|怎样|多久|什么时候|你们.{0,3}(?:冻结|锁|封)|(?:冻结|锁定?)了(?:我|账)/

/** @returns what the words say is in danger, or null */
export function securitySign(text: string): DangerIntent | null {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(/(?<![!?.。，！？\s])[!?.。，！？\s]+$/u, '')
    .trim()
  const intent = /\p{Script=Han}/u.test(plain) ? inChinese(plain.replace(/\s+/gu, '')) : inEnglish(plain)
  return intent ?? null
}

function inEnglish(plain: string): DangerIntent | undefined {
  if (ADVICE_ENGLISH.test(plain)) return undefined
  const found = ENGLISH.find(([, pattern]) => pattern.test(plain))?.[0]
  // a card alone is locked and replaced; articles say how
  if (found === 'account_stolen' && /(?<!sim )\bcards?\b/.test(plain) && !/\baccount\b/.test(plain)) return undefined
  return found === 'lock_account' && WHY_ENGLISH.test(plain) ? undefined : found
}

function inChinese(plain: string): DangerIntent | undefined {
  if (ADVICE_CHINESE.test(plain)) return undefined
  const found = CHINESE.find(([, pattern]) => pattern.test(plain))?.[0]
  return found === 'lock_account' && WHY_CHINESE.test(plain) ? undefined : found
}
