/** Sign-in, second factors, sessions, and the administration of staff, teams and canned replies. */
export const people = {
  signIn: {
    title: '登录工作台', sub: '仅限客服与运营同事。', withPasskey: '用通行密钥登录', orPassword: '或用密码', email: '工作邮箱', password: '密码', showPassword: '显示密码', hidePassword: '隐藏密码', next: '下一步', do: '登录', foot: '连续输错会逐次延长等待。忘记密码请找管理员重发邀请。', wait_other: '还要等 {{count}} 秒。',
    confirmYou: '再确认一次是您', confirmYouSub: '您能看到客户的钱，所以每次都要第二步。', touchKey: '用安全密钥、指纹或面容确认', usePasskey: '用通行密钥确认', useKey: '用通行密钥', useCode: '输入验证器里的 6 位数', enterCode: '输入验证码', enterCodeSub: '验证器应用里的 6 位数。', code: '验证码', digit: '第 {{position}} 位', lostKey: '设备丢了请当面找管理员，电话里不办。',
    demo: '演示环境', demoSub: '选一位同事，一键登录。',
  },
  invitation: { title: '设置您的账号', sub: '邀请链接只能用一次。', name: '姓名', nameHint: '客户会看到这个名字。', password: '设置密码', passwordHint: '至少 8 个字符，不要用常见密码。', do: '完成并登录', broken: '邀请链接不完整', brokenNext: '请完整复制链接再打开，或请管理员重发一个。' },
  factor: {
    required: '设置第二步验证', requiredSub: '您的权限需要第二步验证，设置好之后才能继续。', passkey: '通行密钥', passkeySub: '指纹、面容或安全密钥，最快也最安全。', totp: '验证器应用', totpSub: '每次输入应用里的 6 位数。', foot: '可以之后在设置里再加一种，以防设备丢失。', scan: '用验证器应用扫这个码。', qr: '验证器二维码', byHand: '扫不了？手动输入密钥', thenCode: '再输入应用里显示的 6 位数。', confirm: '确认启用',
    totpOn: '已启用', totpOff: '未启用', setUp: '设置', replace: '更换', passkeyCount_other: '已添加 {{count}} 个', add: '添加', passkeyAdded: '通行密钥已添加', totpDone: '验证器应用已启用',
  },
  stepUp: { title: '再确认一次是您', why: '这一步影响较大，需要五分钟内的身份确认。', do: '确认并继续' },
  sessions: { title: '登录的设备', current: '本设备', lastSeen: '最近使用 {{when}}', end: '结束', ended: '已结束那台设备的登录' },
  role: { agent: '客服', lead: '组长', admin: '管理员', can: { agent: '接待会话，查看客户钱包。', lead: '另可指派、限制查看、涂去内容、禁止发消息、管理快捷回复。', admin: '另可管理同事和团队。' } },
  staff: {
    title: '同事', invite: '邀请同事', inviteDo: '生成邀请链接', name: '姓名', email: '邮箱', role: '角色', teams: '团队', capacity: '同时接待上限', capacityHint: '达到上限后不再分派。', secondFactor: '第二步验证', lastSeen: '最近登录', inactive: '已停用', factorOn: '已设置', factorOff: '未设置', invited: '{{when}} 邀请', none: '还没有同事', noneNext: '邀请第一位同事来接待。', saved: '已保存',
    active: '启用', activeHint: '停用后立刻退出所有设备，手上的会话回到队列。', noTeams: '还没有团队，请先建一个。', newLink: '重发邀请链接', linkTitle: '邀请链接', linkOnce: '链接只显示这一次，{{until}} 前有效。请用可靠的方式交给本人。', linkCopy: '复制链接', linkCopied: '已复制',
  },
  teams: { title: '团队', add: '新建团队', name: '名称', otherName: '英文名', nameZh: '中文名称', nameEn: '英文名称', questions: '接待的问题', members: '人数', none: '还没有团队', noneNext: '新建一个团队，选它接待哪些问题。', saved: '已保存', delete: '删除团队', deleted: '团队已删除' },
  replies: {
    title: '快捷回复', add: '新建快捷回复', shortcut: '快捷词', shortcutHint: '在输入框里打 / 和快捷词。', shortcutWrong: '只能用文字、数字、下划线和连字符，不超过 30 个。', name: '标题', text: '内容', textZh: '中文内容', textEn: '英文内容', team: '可用团队', everyone: '所有团队', variables: '可用变量：', unknown: '没有这个变量：{{names}}', none: '还没有快捷回复', noneNext: '把常说的话存下来，在输入框里打 / 就能用。', saved: '已保存', delete: '删除', deleted: '已删除',
  },
} as const
