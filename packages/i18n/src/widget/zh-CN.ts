/** The widget's words. Both tables have the same keys, or the type check fails. 称"您"，一句一事，先答后释。 */
export const zhCN = {
  launcherOpen: '联系客服',
  launcherUnread: (count: number) => `联系客服，${count} 条新消息`,
  panel: (brand: string) => `${brand}客服`,
  service: '客服',
  close: '关闭',
  back: '返回',
  partsFailed: '有些内容没有载入，点按再试',
  serviceOf: (brand: string) => `${brand}客服`,
  official: '官方服务',
  never: '我们从不索要密码、验证码和完整卡号',

  greetMorning: '早上好',
  greetAfternoon: '下午好',
  greetEvening: '晚上好',
  greet: (name: string, greeting: string) => `${name}，${greeting}`,
  homeHint: '先看看能不能马上解决，',
  homePerson: '或直接找同事',
  homePersonAway: '或给同事留言',
  questionTypes: '您想问什么',
  typePayment: '付款失败、被多扣',
  typeTransfer: '转账、提现没到账',
  typeRefund: '退款与被占用的钱',
  typeAccess: '登录、密码与实名',
  typeSecurity: '不认识的交易、被骗、被盗',
  typeOther: '其他问题',

  person: '转人工',

  botRole: '机器人助手',
  botName: (bot: string) => `${bot}，机器人`,
  you: '您',
  agentRole: '人工客服',
  agentOnline: '人工客服，在线',
  colleague: '同事',
  waitingTitle: '等待同事接入',
  waitingRole: '离开也不丢位置',
  endedRole: '对话已结束',
  conversation: '对话',
  welcome: (bot: string) => `我是${bot}，机器人。请说说您的问题，我先查；我答不了的，随时可以转人工。`,

  composer: '说说您的问题',
  composerAgent: (name: string) => `写给${name}`,
  composerWaiting: '可以先写下要补充的',
  composerAway: '给同事留言',
  composerOffline: '断网时也可以写',
  composerEnded: '还有问题，接着写',
  send: '发送',

  waiting: (count: number) => `${count} 条等待发送`,
  sending: '正在发送',
  sent: '已发送',
  delivered: '已送达',
  read: '已读',
}

/** What every language must say. */
export type WidgetWords = { readonly [K in keyof typeof zhCN]: (typeof zhCN)[K] extends string ? string : (typeof zhCN)[K] }
