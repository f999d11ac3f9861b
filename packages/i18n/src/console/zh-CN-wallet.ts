/** The customer beside the conversation, and his wallet. Staff read 冻结 where customers read 占用. */
export const wallet = {
  customer: {
    label: '客户', column: '客户与交易', visitor: '访客', since: '{{month}}开户', firstSeen: '首次来访 {{when}}', visits_other: '共 {{count}} 次会话', signedIn: '应用内登录', notSignedIn: '未登录，身份未核实', vulnerable: '需要特别照顾的客户', blockedUntil: '禁止发消息到 {{until}}',
    otherConversations: '其他会话', conversations: '会话', noConversations: '没有您能看到的会话', noConversationsNext: '可以搜索别的客户或会话。',
  },
  wallet: {
    inQuestion: '这次的交易', asOf: '截至 {{when}}', certain: '结果已确定', uncertain: '结果还没有确定，不要说成失败', expectedBy: '预计 {{when}} 前', reasonLabel: '原因', providerCode: '渠道代码', typeLabel: '类型', method: '付款方式', orderNo: '订单号', fee: '手续费', createdAt: '发起', settledAt: '完成', history: '状态历史',
    place: { not_charged: '没有扣款', with_customer: '钱在客户余额里', on_hold: '钱被冻结，还在客户名下', with_payee: '钱已到收款方', returning: '钱正在退回', returned: '钱已退回', unknown: '钱在哪里还不确定' },
    status: { created: '已创建', pending_user: '等客户确认', authorised: '已授权', processing: '处理中', unknown: '结果未知', completed: '已完成', failed: '失败', cancelled: '已取消', held: '冻结中', returned: '已退回', reversed: '已冲正', part_refunded: '部分退款', refunded: '已退款', disputed: '有争议' },
    type: { pay: '付款', transfer_in: '转入', transfer_out: '转出', top_up: '充值', withdraw: '提现', bill_pay: '缴费', merchant_pay: '商户付款', remittance: '汇款', refund: '退款', reversal: '冲正', adjustment: '调整', fee: '手续费' },
    reason: {
      insufficient_funds: '可用余额不足', amount_over_limit: '超过单笔限额', period_limit: '超过周期限额', below_minimum: '低于最低金额', balance_cap: '超过余额上限', method_expired: '付款方式已过期', method_invalid_details: '付款方式信息有误', pin_wrong: '支付密码错误', pin_locked: '支付密码已锁定', authentication_required: '需要验证身份', code_expired: '付款码已失效',
      method_not_supported: '不支持这种付款方式', feature_switched_off: '功能已关闭', currency_country: '币种或地区不支持', issuer_declined: '银行拒绝', risk_blocked: '风控拦截', lost_stolen: '卡片已挂失', account_restricted: '账户受限', kyc_required: '需要实名', payee_problem: '收款方异常', same_party: '付款与收款为同一方', duplicate: '重复付款', order_closed: '订单已关闭', mandate_invalid: '代扣协议无效',
      provider_unavailable: '渠道不可用', merchant_config: '商户设置有误', compliance_hold: '合规审查',
    },
    kyc: { unverified: '未实名', pending: '实名审核中', verified: '已实名 {{level}} 级', rejected: '实名未通过', expired: '实名已过期' },
    account: { balance: '余额', savings: '储蓄' }, accountStatus: { active: '正常', restricted: '账户受限', frozen: '账户已冻结', closed: '账户已注销' },
    current: '账面', held: '冻结', uncleared: '未入账', available: '可用', holds: '冻结', hold: { auth: '预授权', risk: '风控', dispute: '争议', legal: '司法' }, heldFrom: '{{when}} 起', heldUntil: '{{when}} 自动解除',
    refunds: '退款', refundStatus: { pending: '退款中', completed: '已退款', failed: '退款失败', cancelled: '退款已取消' }, refundArrived: '{{when}} 到账', refundStarted: '{{when}} 发起',
    devices: '设备', deviceTrusted: '常用设备', deviceNotTrusted: '未设为常用', deviceRevoked: '已移除', recent: '最近交易', limits: '限额', limitToday: '今日已用 {{used}} / {{cap}}', limit: { single_payment: '单笔付款', daily_payment: '每日付款', monthly_payment: '每月付款', daily_transfer: '每日转账', daily_withdrawal: '每日提现' }, resets: '{{when}} 重新计算',
    methods: '付款方式', methodKind: { bank_card: '银行卡', wallet_card: '钱包卡', virtual_card: '虚拟卡', balance: '余额' }, methodStatus: { active: '正常', expired: '已过期', blocked: '已停用', unbound: '已解绑' }, expires: '有效期至 {{month}}',
    anonymous: '访客没有登录，看不到钱包。请客户在应用里打开会话。', unavailable: '钱包暂时没有应答，稍后再查。', not_found: '钱包里没有这位客户。', lookAgain: '重新查询', recorded: '每次查询都会记在会话里。',
  },
} as const
