/** Different words, one thing, in Chinese: found in the text itself, longest first, so that no cut between words can miss them. */

const WAYS: Readonly<Record<string, string>> = {
  atm: '取款机|提款机|柜员机|自动取款机|atm|机器',
  cashout: '取现|取钱|取款|提款|取现金|取出现金|拿现金',
  withdraw: '提现|提到银行卡|转出到银行卡|提到卡里|提出来',
  topup: '充值|充钱|充的钱|往里充|存钱进|加钱|充进去|充到|充了',
  transfer: '转账|汇款|打款|转钱|转过去|打钱|转给|汇钱|转了',
  receive: '收款|收钱|入账|收到钱',
  arrived: '到账|到帐|收到|到了没|没到|没收到|未到账|没有到|不到账|还没来',
  payee: '收款人|对方|收款方|朋友|别人|房东',
  merchant: '商家|商户|店家|卖家|店铺|超市',
  pay: '付款|支付|买单|结账|扫码付|付钱|消费',
  fee: '手续费|费用|收费|多少钱|要钱吗|扣费|免费|服务费|要不要钱|收不收钱|怎么收',
  refund: '退款|退钱|退货|钱退|退回来的钱|退了|退给我|还我',
  returned: '退回|返还|冲正|退了回来|被退',
  fail: '失败|不成功|没成功|付不了|支付不了|转不了|转不出|充不了|提不了|用不了|不能用|没法|无法|不行|报错|出错',
  decline: '拒绝|被拒|拒付|拒了|不让',
  pending: '处理中|进行中|等待|卡住|一直在处理|没反应|审核中',
  limit: '限额|额度|上限|最多|超限|超额|最高',
  lost: '丢了|丢失|遗失|不见了|掉了|找不到|弄丢',
  stolen: '被偷|被盗|盗刷|偷了|盗用|被抢',
  unknown: '不认识|莫名其妙|来历不明|不是我|没做过|陌生|不明|不记得|没见过|没操作过|不是本人',
  locked: '锁定|锁住|被锁|锁了|冻结|限制|封了|被封|受限|停用',
  unlock: '解锁|解冻|解封|解除|恢复|放开',
  forgot: '忘记|忘了|想不起|记不得|不记得密码',
  pin: '支付密码|付款密码|交易密码',
  password: '登录密码|登陆密码',
  passcode: '应用锁|锁屏密码|打开app的密码|解锁密码|启动密码',
  code: '验证码|短信码|校验码|动态码',
  phone: '手机',
  number: '手机号|电话号码|号码',
  identity: '实名|认证|身份证|证件|验证身份|身份验证',
  face: '人脸|刷脸|面容|指纹|扫脸|生物识别',
  card: '银行卡|卡片|实体卡|卡',
  virtual: '虚拟卡',
  once: '一次性|临时卡|单次',
  rate: '汇率|牌价',
  exchange: '换汇|兑换|换钱|换外币|换成',
  currency: '币种|外币|美元|欧元|货币',
  abroad: '国外|境外|海外|出国|国际|跨境',
  howlong: '多久|几天|什么时候|多长时间|何时|要等|啥时候|几点',
  why: '为什么|为啥|怎么会|凭什么|原因|干嘛',
  howto: '怎么|如何|怎样|咋|步骤|在哪|哪里',
  double: '两次|重复|两笔|多扣|二次|扣了两',
  charged: '扣款|扣了钱|被扣|扣钱|钱扣了|扣了',
  cancel: '取消|撤销|撤回|关闭|停掉|关掉|停止',
  auto: '自动',
  person: '人工|真人|客服|坐席|专员',
  complaint: '投诉|举报',
  scam: '被骗|诈骗|骗子|骗了|上当',
  wrongpayee: '转错|打错|错人|汇错',
  hold: '押金|预扣|占用|预授权|暂扣|冻结的金额',
  invoice: '发票|开票',
  progress: '进度|到哪一步|结果|审核到',
  apply: '申请|办理|办一张|办张|开通|开一张|领取',
  always: '一直|每次|反复|连续',
  shut: '注销|销户|不用了|不想用',
  coupon: '优惠券|红包|折扣|满减|立减',
  signin: '登录|登不上|登不进|上不去|进不去',
  statement: '账单|流水|对账单|交易记录|明细',
  expire: '过期|到期|失效|有效期',
  elsewhere: '淘宝|京东|拼多多|抖音|快手|微博|视频号|游戏|外卖|打车|网约车|医保|社保|公积金|电脑|路由器|宽带|苹果|邮箱|微信群|朋友圈|股票|基金|比特币|彩票',
  deliver: '寄|邮寄|快递|送达|派送|物流',
}

type Way = { said: string; meaning: string }
const LONGEST_FIRST: readonly Way[] = Object.entries(WAYS)
  .flatMap(([meaning, said]) => said.split('|').map((phrase) => ({ said: phrase, meaning })))
  .sort((a, b) => b.said.length - a.said.length)

/** Meanings in the order they are said, each once. */
export function chineseMeanings(plain: string): string[] {
  let rest = plain
  const found: { at: number; meaning: string }[] = []
  for (const { said, meaning } of LONGEST_FIRST) {
    const at = rest.indexOf(said)
    if (at < 0) continue
    found.push({ at, meaning })
    rest = rest.replaceAll(said, ' '.repeat(said.length))
  }
  return [...new Set(found.sort((a, b) => a.at - b.at).map(({ meaning }) => meaning))]
}
