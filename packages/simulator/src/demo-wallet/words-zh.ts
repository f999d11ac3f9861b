/** The wallet's words in Chinese; the English table must have the same keys. */
import type { CanonicalReason, MoneyPlace, TransactionStatus, TransactionType, WalletPaymentMethod } from '@yingda/protocol/wallet.ts'
import type { Brand } from '../brand.ts'

export type ReasonWords = { why: string; fix: string }

const reasons: Record<CanonicalReason, ReasonWords> = {
  insufficient_funds: { why: '可用余额不够支付金额和手续费。', fix: '可以充值、换一种付款方式，或等占用的钱解除。' },
  amount_over_limit: { why: '金额超过单笔限额。', fix: '可以减小金额，或提高限额后再付。' },
  period_limit: { why: '超过当天或当月的限额。', fix: '限额重置后可以再付。' },
  below_minimum: { why: '低于最小金额。', fix: '请调高金额后再试。' },
  balance_cap: { why: '对方账户余额已到上限，暂时收不了这么多。', fix: '可以减小金额，或请对方提升账户等级。' },
  method_expired: { why: '这张卡已过有效期。', fix: '请更新卡片，或换一种付款方式。' },
  method_invalid_details: { why: '卡片信息有一项不符。', fix: '请在 App 里重新填写，不要发到聊天里。' },
  pin_wrong: { why: '支付密码不正确。', fix: '请重新输入；忘记了可以在 App 里重设。' },
  pin_locked: { why: '支付密码输错次数过多，已锁定。', fix: '请稍后再试，或验证身份后重设。' },
  authentication_required: { why: '需要您在手机上确认。', fix: '请按手机上的提示完成验证。' },
  code_expired: { why: '付款码已失效。', fix: '请刷新付款码再试。' },
  method_not_supported: { why: '这种付款方式不能用于这笔付款。', fix: '请换一种付款方式。' },
  feature_switched_off: { why: '这项支付功能没有打开。', fix: '在设置里打开后可以再试。' },
  currency_country: { why: '这个币种或地区暂不支持。', fix: '请换一种币种或付款方式。' },
  issuer_declined: { why: '这笔付款没有完成。', fix: '您可以换一种付款方式，或由同事协助。' },
  risk_blocked: { why: '这笔付款没有完成。', fix: '您可以换一种付款方式，或由同事协助。' },
  lost_stolen: { why: '这笔付款没有完成。', fix: '您可以换一种付款方式，或由同事协助。' },
  compliance_hold: { why: '这笔付款没有完成。', fix: '您可以换一种付款方式，或由同事协助。' },
  account_restricted: { why: '账户目前受限。', fix: '请按 App 里的提示验证，或联系客服。' },
  kyc_required: { why: '需要先完成实名认证。', fix: '请在 App 里完成认证后再试。' },
  payee_problem: { why: '收款账户目前不能收款。', fix: '请核对收款账户，或与收款方联系。' },
  same_party: { why: '付款方和收款方是同一个人。', fix: '请选择其他收款方。' },
  duplicate: { why: '这笔付款已经提交过。', fix: '请查看第一笔，不需要再付。' },
  order_closed: { why: '订单已超时或已取消。', fix: '需要的话，请重新下单。' },
  mandate_invalid: { why: '自动扣款的签约没有生效。', fix: '可以重新签约，或手动付一次。' },
  provider_unavailable: { why: '银行或支付渠道还没有答复。', fix: '请等结果，先不要再付一次。' },
  merchant_config: { why: '商户的系统有问题，与您的账户无关。', fix: '请告诉商户，或换一种付款方式。' },
}

const statuses: Record<TransactionStatus, string> = {
  created: '待付款', pending_user: '等您确认', authorised: '预授权', processing: '处理中', unknown: '待银行确认', completed: '已完成', failed: '没有完成',
  cancelled: '已取消', held: '处理中', returned: '已退回', reversed: '已撤销', part_refunded: '部分退款', refunded: '已退款', disputed: '争议中',
}

const types: Record<TransactionType, string> = {
  pay: '付款', transfer_in: '收到转账', transfer_out: '转账', top_up: '充值', withdraw: '提现', bill_pay: '缴费', merchant_pay: '付款', remittance: '汇款',
  refund: '退款', reversal: '撤销', adjustment: '调整', fee: '手续费',
}

const places: Record<MoneyPlace | 'coming_in', string> = {
  not_charged: '没有扣款，钱没有动。', with_customer: '钱在您的余额里。', on_hold: '这笔钱被占用，仍是您的，暂时不能用。', with_payee: '钱已经付给对方。',
  returning: '钱正在退回给您。', returned: '钱已经退回给您。', unknown: '还没有结果，暂时不能确定钱是否已扣。请先不要再付一次。', coming_in: '这笔钱正在入账。',
}

const methodStates: Record<WalletPaymentMethod['status'], string> = { active: '可用', expired: '已过期', blocked: '已停用', unbound: '已解绑' }

export const zh = {
  htmlLang: 'zh-CN',
  brand: (brand: Brand) => brand.zh,
  demoLine: '演示钱包，人物和金额都是虚构的',
  skip: '跳到正文',
  switchLanguage: 'English',
  theme: { label: '外观', auto: '跟随系统', light: '浅色', dark: '深色' },
  chooseTitle: '您想以谁的身份试用',
  chooseLead: '选一位客户，看他的钱包，从任何一笔交易问客服。不登录也可以问。',
  stayOut: '不登录',
  switchCustomer: '换一位客户',
  availableBalance: '可用余额',
  current: '账面',
  onHold: '占用',
  coming: '在途',
  asOf: (time: string) => `截至 ${time}`,
  restricted: '账户目前受限，部分功能不能用。',
  recent: '最近交易',
  all: '全部交易',
  noTransactions: '还没有交易。',
  older: '更早的交易',
  help: '客服与帮助',
  helpLine: '付款、转账、退款，随时可以问',
  ask: '问问客服',
  askMissing: '客服窗口没有打开，请刷新页面再试。',
  unread: (count: number) => `${count} 条未读`,
  details: '账户与卡',
  home: '返回首页',
  back: '返回',
  holds: '占用的钱',
  noHolds: '没有占用。',
  refunds: '退款',
  noRefunds: '没有退款。',
  methods: '付款方式',
  devices: '设备',
  limits: '限额',
  where: '钱在哪里',
  why: '原因',
  next: '可以怎么做',
  fields: { order: '订单号', method: '付款方式', type: '类型', fee: '手续费', created: '时间', expected: '预计', history: '经过' },
  before: (time: string) => `${time} 前`,
  until: (time: string) => `${time} 自动解除`,
  holdOf: { auth: '预授权', dispute: '争议中', risk: '处理中', legal: '处理中' },
  refundState: { pending: '在途', completed: '已到账', failed: '没有成功', cancelled: '已取消' },
  refundPending: (time: string) => `在途，${time} 前到账`,
  refundTo: (destination: string) => `退到${destination}`,
  expiry: (month: string) => `有效期到 ${month}`,
  pair: (one: string, other: string) => `${one}，${other}`,
  trusted: '常用',
  untrusted: '未设为常用',
  revoked: '已移除',
  limitOf: { single_payment: '单笔付款', daily_payment: '今日付款', monthly_payment: '本月付款', daily_transfer: '今日转账', daily_withdrawal: '今日提现' },
  used: (used: string, cap: string) => `已用 ${used}，上限 ${cap}`,
  cap: (cap: string) => `上限 ${cap}`,
  noticeFrom: (name: string) => `客服消息，${name}`,
  noticeFile: '发来了文件',
  noticeOpen: '查看',
  noticeClose: '知道了',
  notFoundTitle: '没有这个页面',
  notFoundLine: '地址可能写错了，或这笔交易不属于现在的客户。',
  created: '创建',
  returning: '退回中',
  refundFailed: { why: '退款的去向已经不能收款，钱还在商户那里。', fix: '请联系客服，换一个收款的去向。' },
  methodState: methodStates,
  status: statuses,
  type: types,
  place: places,
  reason: reasons,
}

export type Words = typeof zh
