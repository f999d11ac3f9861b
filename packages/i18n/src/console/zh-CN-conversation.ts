/** Lists, thread, composer, and what can be done with a conversation. */
export const conversation = {
  question: { payment: '付款', transfer: '转账与提现', refund: '退款', access: '登录与账户', security: '安全与盗用', other: '其他问题' },
  outcome: { answered: '已解答', fixed: '已处理', money_returned: '款项已退回', passed_on: '已转交其他部门', not_solved: '未能解决', spam: '骚扰或无效', ended_by_customer: '客户结束' },
  handover: { asked: '客户要求人工', bot_unsure: '机器人没有把握', two_misses: '机器人两次没有答上', topic_needs_person: '这类问题由人处理', negative_feedback: '客户说没有帮助' },
  status: {
    bot: '机器人接待', waiting: '排队中', assigned: '接待中', waitingForReply: '等您回复', answered: '已回复', snoozed: '已搁置', snoozedUntil: '搁置到 {{until}}', awaiting_customer: '等客户',
    resolved: '已结束', closed: '已关闭', outcome: '，{{outcome}}', rating: '，客户评 {{score}} 分',
  },
  list: {
    label: '会话列表', desk: '我的会话', waiting: '等待接入', mentions: '提到我', snoozed: '已搁置', all: '全部会话', queue: '队列', savedView: '收藏的视图',
    column: { customer: '客户', about: '事由', amount: '涉及金额', waited: '已等' },
    order: { longest_wait: '等得最久', newest_change: '最近变动' }, orderIs: '排序：{{order}}，按一下换另一种',
    group: { for_me: '等我回复', for_customer: '等客户', snoozed: '已搁置', to_take: '可以接的', with_colleague: '同事在接待', bot: '机器人接待', ended: '已结束' },
    hint: { move: '上下', open: '打开', take: '接给我', keys: '全部按键' },
    nobody: '无人', restricted: '限制查看', draft: '有未发出的草稿', withBot: '机器人接待', snoozedUntil: '搁置到', waitingFor: '已等', more: '显示更多',
    empty: {
      desk: '手上没有会话', deskNext: '到等待接入里接一个，或等系统分派。', deskAway: '您现在暂不接待。在左下角开始接待，就会分派给您。',
      waiting: '没有人在排队', waitingNext: '有新会话时会自动出现在这里。', mentions: '没有人提到您', mentionsNext: '同事在备注里写 @ 和您的名字，会话就会出现在这里。',
      snoozed: '没有搁置的会话', snoozedNext: '打开一个会话，按 S 可以搁置到指定时间。', all: '还没有会话', allNext: '客户发来第一条消息后会出现在这里。',
      team: '这个队列没有人在等', teamNext: '有新会话时会自动出现在这里。', saved: '没有符合这个视图的会话', savedNext: '可以在筛选里修改视图的条件。',
      filtered: '没有符合筛选的会话', filteredNext: '放宽或清除筛选条件。',
    },
  },
  filter: {
    title: '筛选', any: '不限', asList: '按列表默认', status: '状态', statuses: { open: '进行中', resolved: '已结束', closed: '已关闭', any: '全部' },
    questionType: '问题类型', assignee: '接待人', language: '客户语言', clear: '清除筛选',
  },
  views: { name: '视图名称', save: '存为视图', update: '更新视图', delete: '删除视图', saved: '视图已保存', deleted: '视图已删除' },
  thread: {
    column: '会话', label: '消息与事件', noneOpen: '选一个会话', noneOpenNext: '按 J、K 上下选择，按 Enter 打开，按 ? 看全部按键。', bot: '机器人', note: '内部备注', noteHead: '内部备注，客户看不到', redacted: '内容已涂去',
    source: '依据文章《{{title}}》，更新于 {{date}}', openFile: '打开 {{name}}，{{size}}', mark: { waiting: '等待发送', sent: '已发送', delivered: '已送达', read: '已读' },
    takeBack: '放回输入框', sendAgain: '再发一次', older: '更早的消息', newBelow_other: '{{count}} 条新消息', customerTyping: '{{name}} 正在输入', customerOnline: '客户在线',
    colleagueTyping: '{{name}} 正在写', colleagueHere: '{{name}} 也在看', heldBy: '{{name}} 接待', ahead_other: '前面还有 {{count}} 位',
  },
  event: {
    theCustomer: '客户', theSystem: '系统', aTeam: '另一个团队', show: '查看', opened: '客户就“{{question}}”提问', openedFrom: '从“{{page}}”进入', withDevice: '{{where}}，{{from}}', linked: '客户又开了一个相关会话',
    transaction: '{{type}} {{amount}}，{{status}}，{{counterparty}}', helped: '客户说有帮助', notHelped: '客户说没有帮助', queued: '{{reason}}，排入{{team}}', taken: '{{name}} 接入', given: '{{by}} 指派给 {{name}}', routed: '系统分派给 {{name}}',
    transferred: '{{name}} 转派给{{to}}', snoozed: '{{name}} 搁置到 {{until}}', woken: { time: '搁置时间到', customer: '客户来消息，搁置取消', agent: '{{name}} 取消搁置' }, awaiting: '{{name}} 标记为等客户',
    resolved: '{{name}} 结束会话，{{outcome}}', reopened: { customer: '客户来消息，会话重新打开', agent: '{{name}} 重新打开会话' }, closed: { time: '超过可重开时间，会话关闭', merged: '已并入另一个会话', ended: '会话关闭' },
    rated: '客户评了 {{score}} 分', ratedAgain: '客户改评 {{score}} 分', restricted: '{{name}} 限制了查看', unrestricted: '{{name}} 取消了查看限制', mergedInto: '{{name}} 把本会话并入另一个会话', mergedFrom: '{{name}} 把另一个会话并入这里',
    joined: '客户登录了，以下是同一个人', looked: { ok: '{{name}} 查看了钱包', not_found: '{{name}} 查看钱包，没有找到', unavailable: '{{name}} 查看钱包，钱包没有应答' }, redacted: '{{name}} 涂去了一条内容，理由：{{reason}}',
  },
  action: {
    take: '接给我', transfer: '转派', snooze: '搁置', snoozeAgain: '改搁置时间', wake: '取消搁置', resolve: '结束', reopen: '重新打开', more: '更多', assign: '指派给同事', assignDo: '指派', transferTo: '转派给团队或同事', transferDo: '转派',
    awaitCustomer: '等客户', merge: '并入另一个会话', restrict: '限制查看', unrestrict: '取消查看限制', block: '禁止此人发消息', export: '导出会话',
  },
  done: {
    taken: '已接给您', awaiting: '已标记为等客户', reopened: '已重新打开', woken: '已取消搁置', restricted: '已限制查看', unrestricted: '已取消查看限制', assigned: '已指派给 {{name}}', transferred: '已转派给 {{name}}', snoozed: '已搁置到 {{until}}', resolved: '会话已结束', merged: '已并入', redacted: '内容已涂去', blocked: '已禁止发消息', unblocked: '已恢复',
  },
  picker: { search: '输入名字', label: '选择同事或团队', waiting_other: '{{count}} 位在等', load: '接待 {{open}}/{{capacity}}', away: '暂不接待', offline: '不在线', none: '没有这个名字的同事或团队。' },
  transfer: { note: '备注', noteHint: '只有同事看得到，写清楚已做了什么、还要做什么。' },
  snooze: { title: '搁置', hint: '客户来消息时会立刻回来。', hour: '一小时后', three_hours: '三小时后', evening: '今天傍晚', tomorrow: '明天上午', monday: '下周一上午', own: '自选时间', past: '请选一个将来的时间。', do: '搁置到这个时间' },
  resolve: { title: '结束会话', outcome: '结果', hint: '客户会被邀请评价；在可重开时间内来消息，会话会重新打开。', do: '结束会话' },
  merge: { title: '并入另一个会话', none: '这位客户没有别的进行中的会话。', hint: '以后的消息都在选中的会话里；本会话会关闭。', do: '并入' },
  redact: { title: '涂去内容', what: '这条内容会被永久删除，客户和同事都不再看得到。删除这件事和理由会留在记录里。', filesOnly_other: '{{count}} 个附件', reason: '理由', reasonHint: '例如：客户发了完整卡号。', do: '永久涂去' },
  block: { what: '在这段时间里，此人不能发消息。理由会留在记录里。', howLong: '多久', hours_other: '{{count}} 小时', days_other: '{{count}} 天', do: '禁止发消息', undo: '恢复发消息' },
  composer: {
    label: '输入框', reply: '回复客户', note: '内部备注', noteTip: '客户看不到', replyPlaceholder: '写给客户，按 Enter 发送', notePlaceholder: '写给同事，用 @ 提到谁', attach: '附件', canned: '快捷回复', articles: '文章', colleagues: '同事', send: '发送', addNote: '记下备注', sendAndWait: '发送并等客户',
    unfilled: '还没有发出：请先补上 {{names}}。', ended: '会话已结束。重新打开后可以回复，备注现在就可以写。', takeFirst: '接给您之后可以回复，备注现在就可以写。', removeFile: '移除 {{name}}', uploading: '正在上传 {{name}}',
    tooMany_other: '一条消息最多带 {{count}} 个附件。', tooLarge: '{{name}} 超过 10 MB，没有上传。', notUploaded: '{{name}} 没有上传：{{why}}', articleLink: '《{{title}}》{{address}}', typeToSearch: '继续输入，查找文章。', nothingFits: '没有符合的，按 Esc 继续写。',
  },
} as const
