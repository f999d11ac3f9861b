/** The console in Chinese. Sentences are whole; a space stands between Han and Latin or digits. */
import { wallet } from './zh-CN-wallet.ts'
import { conversation } from './zh-CN-conversation.ts'
import { people } from './zh-CN-people.ts'

export const zhCN = {
  common: {
    retry: '再试一次', close: '关闭', cancel: '取消', save: '保存', back: '返回', dismiss: '收起', loading: '正在读取',
    comma: '，', listComma: '、',
    unreachable: '暂时连不上服务器，刚才的操作可能没有完成。请检查网络后再试。',
    unexpected: '出了意外的问题，刚才的操作可能没有完成。请刷新页面后再试。',
  },
  time: { minutes_other: '{{count}} 分', hours_other: '{{count}} 小时', days_other: '{{count}} 天', yesterday: '昨天', tomorrow: '明天', todayDay: '今天，{{day}}', yesterdayDay: '昨天，{{day}}' },
  language: { 'zh-CN': '中文', en: '英文' },
  shell: {
    product: '应答', title: '应答工作台', titleWithCount: '（{{total}}）应答工作台', home: '应答，回到我的会话', skip: '跳到内容', views: '视图', mine: '我的', queues: '队列', savedViews: '收藏的视图',
    searchOrRun: '搜索或执行', notConnected: '连接断开，正在重连；看到的可能不是最新。', waitingToSend_other: '{{count}} 条等待发送。', connectNow: '现在重连',
    notFound: '没有这个页面', notFoundNext: '地址可能已经变了，回到我的会话继续。',
  },
  me: {
    menu: '{{name}}，个人菜单', available: '在线', away: '暂不接待', load: '，接待 {{open}}/{{capacity}}', goAway: '暂停接待', goAvailable: '开始接待',
    otherLanguage: 'English', theme: '外观：{{theme}}', apiDocs: '接口文档', signOut: '退出登录',
  },
  commands: { title: '搜索或执行', searchFor: '搜索“{{text}}”' },
  keys: {
    title: '全部按键',
    group: { list: '列表', conversation: '会话', everywhere: '随处可用', composer: '输入框' },
    next: '下一条', previous: '上一条', open: '打开', open_next: '打开下一条', open_previous: '打开上一条',
    go_desk: '我的会话', go_waiting: '等待接入', go_mentions: '提到我', go_snoozed: '已搁置', go_all: '全部会话',
    take: '接给我', reply: '回复客户', note: '写内部备注', resolve: '结束', snooze: '搁置', transfer: '转派', await_customer: '等客户', reopen: '重新打开', customer: '客户与钱包',
    search: '搜索', commands: '搜索或执行', keys: '全部按键', back: '关闭',
    composer: { send: '发送', newLine: '换行', sendAndWait: '发送并等客户', canned: '快捷回复', article: '文章', mention: '提到同事', leave: '离开输入框' },
  },
  signals: {
    title: '提醒', titleCount: '在窗口标题上显示等我回复的数量', sound: '声音', desktop: '桌面通知', desktopHint: '通知里只有会话编号，没有消息内容。', queueAlerts: '队列里有新会话时也提醒',
    notAllowed: '浏览器没有允许通知，请在浏览器的网站设置里打开。', customer_wrote: '客户在等您回复', new_in_queue: '队列里有新会话', given_to_me: '有会话交给了您',
  },
  search: {
    title: '搜索', placeholder: '客户、会话编号、消息内容', start: '搜索客户、会话和消息', startNext: '输入至少两个字，例如订单号的后几位。', nothing: '没有找到“{{text}}”',
    nothingNext: '换一个词试试；您无权查看的会话不会出现。', customers: '客户', conversations: '会话', open_other: '{{count}} 个进行中',
  },
  settings: {
    title: '设置', display: '显示', language: '语言', themeLabel: '外观', security: '登录安全',
    theme: { system: '跟随系统', light: '浅色', dark: '深色' },
  },
  ...conversation,
  ...wallet,
  ...people,
} as const

export type ConsoleMessages = typeof zhCN
