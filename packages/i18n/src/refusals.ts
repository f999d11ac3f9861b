/** What a refusal says to a person: what was not done, why as far as it may be said, what can be done instead. */
import type { Language } from '@yingda/protocol/language.ts'
import type { RefusalCode } from '@yingda/protocol/refusals.ts'

type Words = Readonly<Record<RefusalCode | 'server.failed', readonly [zh: string, en: string]>>

const WORDS: Words = {
  'request.invalid': ['请求内容不符合要求，没有做任何改动。', 'The request isn’t valid, so nothing was changed.'],
  'request.malformed': ['无法读懂这个请求，没有做任何改动。', 'The request couldn’t be read, so nothing was changed.'],
  'request.too_large': ['内容太大，没有收下。请缩短后再发。', 'That’s too large to accept. Please shorten it and send again.'],
  'request.unsupported_type': ['不支持这种内容格式。', 'This content type isn’t supported.'],
  'request.too_many': ['操作太频繁，请等 {wait}后再试。', 'Too many requests. Please try again in {wait}.'],
  'request.origin_not_allowed': ['这个网页没有获得使用客服的许可。', 'This page isn’t allowed to use the service desk.'],
  'request.not_found': ['没有找到这个地址。', 'There’s nothing at this address.'],
  'auth.required': ['请先登录。', 'Please sign in first.'],
  'auth.invalid_token': ['登录凭证无效，请回到钱包重新打开客服。', 'Your sign-in isn’t valid. Please reopen support from the wallet.'],
  'auth.expired': ['登录已过期，请重新登录。', 'Your sign-in has expired. Please sign in again.'],
  'auth.wrong_credentials': ['邮箱或密码不正确。', 'The email or password isn’t right.'],
  'auth.wait_before_retry': ['尝试次数太多，请等 {wait}后再试。', 'Too many attempts. Please wait {wait} and try again.'],
  'auth.second_factor_required': ['还需要完成第二步验证。', 'A second step is needed to sign in.'],
  'auth.second_factor_wrong': ['验证码不正确或已用过，请输入新的一组。', 'That code isn’t right or was already used. Enter the next one.'],
  'auth.passkey_wrong': ['这把通行密钥没能登录。请改用密码，或找管理员。', 'That passkey didn’t sign you in. Use your password, or ask an admin.'],
  'auth.second_factor_setup_required': ['这个角色需要第二步验证，请先设置。', 'Your role needs a second factor. Please set one up first.'],
  'auth.step_up_required': ['这一步需要再次确认是您本人。', 'Please confirm it’s you before this step.'],
  'auth.csrf': ['页面已过期，请刷新后再试。', 'This page is out of date. Please reload and try again.'],
  'auth.password_weak': ['这个密码太容易被猜到，请换一个更长的。', 'That password is too easy to guess. Please choose a longer one.'],
  'auth.link_expired': ['这个链接已失效，请向管理员要一个新的。', 'This link no longer works. Please ask an admin for a new one.'],
  'permission.denied': ['您没有做这一步的权限。', 'You don’t have permission to do this.'],
  'visitor.blocked': [
    '暂时不能在这里发消息。如需帮助，请登录钱包后联系客服。',
    'Messages can’t be sent from here for now. Please sign in to the wallet to get help.',
  ],
  'visitor.already_joined': ['这台设备上的会话已归到另一个账户。', 'The conversations on this device already belong to another account.'],
  'conversation.not_found': ['没有找到这个会话。', 'This conversation wasn’t found.'],
  'conversation.closed': ['这个会话已关闭，请新开一个。', 'This conversation is closed. Please start a new one.'],
  'conversation.already_open': ['这个会话还没有结束。', 'This conversation is still open.'],
  'conversation.not_ended': ['会话结束后才能评价。', 'You can rate a conversation once it has ended.'],
  'conversation.answer_owed': ['客户还在等回复，先回复再搁置。', 'The customer is still waiting for an answer. Answer first, then snooze.'],
  'conversation.call_back_pending': [
    '这位客户还在等回电，请先回电，或请客户取消。',
    'A call-back is still owed here. Call first, or have the customer cancel it.',
  ],
  'conversation.call_back_arranged': [
    '另一个会话已约好回复时间，并过去后，这里的问题要等到那时才有人答复。请先答复这里，或请客户取消预约。',
    'In the other conversation the customer is answered at an arranged time, and what is asked here would wait until then. Answer it first, or have the customer cancel that time.',
  ],
  'conversation.no_call_back': ['这个会话没有待回的电话。', 'No phone call-back is waiting here.'],
  'call_back.time_not_offered': ['这个时间已经约满或不在服务时间，请另选一个时间。', 'This time is taken or outside business hours. Please choose another.'],
  'call_back.number_invalid': [
    '请填写完整的电话号码，国外号码以 + 和国家代码开头。',
    'Please give the full phone number, beginning with + and the country code.',
  ],
  'call_back.address_invalid': ['请填写完整的邮箱地址，如 name@example.com。', 'Please give a full e-mail address, such as name@example.com.'],
  'call_back.no_mail': ['这里不能用邮件回复，请选其他方式。', 'Answers can’t be sent by e-mail here. Please choose another way.'],
  'conversation.not_waiting': ['这个会话现在不在等待接入。', 'This conversation isn’t waiting to be taken.'],
  'offer.over': ['这个会话已不再等您接受，已转给其他同事。', 'This offer is over; the conversation goes to somebody else.'],
  'conversation.already_assigned': ['这个会话已由 {name} 接手。', '{name} already has this conversation.'],
  'conversation.different_customer': ['只能合并同一位客户的会话。', 'Only conversations of the same customer can be merged.'],
  'conversation.rating_fixed': ['评价提交已超过 24 小时，不能再改。', 'A rating can’t be changed after 24 hours.'],
  'message.empty': ['消息是空的，没有发出。', 'The message is empty, so it wasn’t sent.'],
  'message.too_long': ['消息超过 {max} 个字，没有发出。请分几条发送。', 'The message is over {max} characters, so it wasn’t sent. Please split it up.'],
  'message.id_reused': ['这条消息的编号已用于另一条内容，没有发出。', 'This message’s id was already used for something else, so it wasn’t sent.'],
  'entry.not_found': ['没有找到这条记录。', 'This entry wasn’t found.'],
  'delivery.not_found': ['这条答复已经送达，或者已经有人处理。', 'This answer has been delivered meanwhile, or somebody has settled it.'],
  'delivery.no_way': [
    '没有别的渠道可以送：没有设好邮件，或者不知道客户的邮箱。',
    'There is no other way to deliver it: no e-mail is set up, or the customer’s address isn’t known.',
  ],
  'entry.not_redactable': ['这条记录没有可以移除的内容。', 'This entry has nothing that can be removed.'],
  'attachment.not_found': ['没有找到这个文件。', 'This file wasn’t found.'],
  'attachment.too_large': ['文件超过 10 MB，没有收下。', 'The file is over 10 MB, so it wasn’t accepted.'],
  'attachment.type_not_allowed': ['只能发送 PNG、JPEG、HEIC 图片和 PDF 文件。', 'Only PNG, JPEG and HEIC pictures and PDF files can be sent.'],
  'attachment.damaged': ['文件已损坏或无法安全打开，没有收下。', 'The file is damaged or can’t be opened safely, so it wasn’t accepted.'],
  'attachment.too_many': ['一条消息最多带 10 个文件。', 'A message can carry at most 10 files.'],
  'attachment.storage_full': [
    '文件暂时收不了了，这个文件没有发出。文字消息照常收发，请先用文字说明。',
    'Files can’t be taken for now, so this one wasn’t sent. Messages still go through: please describe it in words.',
  ],
  'agent.not_found': ['没有找到这位同事。', 'This colleague wasn’t found.'],
  'agent.at_capacity': ['{name} 接待已满。', '{name} has no free capacity.'],
  'agent.not_available': ['{name} 现在不接待。', '{name} isn’t available now.'],
  'agent.not_allowed': ['{name} 没有查看受限会话的权限。', '{name} isn’t allowed to see restricted conversations.'],
  'team.not_found': ['没有找到这个团队。', 'This team wasn’t found.'],
  'team.overflow_loop': ['这样会绕一圈又回到这个团队，请换一个团队。', 'That would lead around back to this team. Choose another one.'],
  'team.not_own': ['这不是您的团队，由它的组长或管理员来改。', 'This isn’t your team. Its own leads or an admin can change it.'],
  'team.not_empty': ['这个团队还有未结束的会话，不能删除。', 'This team still has open conversations, so it can’t be deleted.'],
  'staff.email_taken': ['这个邮箱已有人使用。', 'Somebody already uses this email.'],
  'staff.last_admin': ['至少要保留一位管理员。', 'At least one admin must remain.'],
  'setting.changed': [
    '同事刚刚改过这里的设置，您的改动没有保存。请看过现在的设置再改。',
    'A colleague has just changed this, so your changes weren’t saved. Look at how it is set now and change it again.',
  ],
  'calendar.not_found': ['没有找到这份营业时间。', 'These business hours weren’t found.'],
  'calendar.in_use': [
    '还有 {count} 个团队在用这份营业时间，没有删除。请先给它们换一份。',
    'Teams still use these hours ({count}), so they weren’t deleted. Give those teams other hours first.',
  ],
  'calendar.time_zone_unknown': ['没有 {timeZone} 这个时区，没有保存。', 'There’s no time zone called {timeZone}, so nothing was saved.'],
  'calendar.hours_overlap': [
    '同一天里有时段互相重叠，没有保存。请把它们错开或合并。',
    'Hours of one day overlap, so nothing was saved. Separate or join them.',
  ],
  'calendar.date_twice': ['{date} 列了两次，没有保存。请只留一条。', '{date} is listed twice, so nothing was saved. Keep one of them.'],
  'calendar.changed': [
    '同事刚刚改过这份营业时间，您的改动没有保存。请看过现在的时间再改。',
    'A colleague has just changed these hours, so yours weren’t saved. Look at them as they are now and change them again.',
  ],
  'calendar.of_others': ['这份营业时间也用于不是您的团队，由管理员来改。', 'These hours also hold for teams that aren’t yours. An admin can change them.'],
  'incident.not_found': ['没有找到这条事件。', 'This incident wasn’t found.'],
  'incident.ended': [
    '这条事件已经结束，不能再更新。如果又出现了，请新发布一条。',
    'This incident is over, so it can’t be updated. If it’s back, open a new one.',
  ],
  'incident.said_meanwhile': [
    '同事刚刚发布了新的进展，您写的还没有发布。请看过再发布。',
    'A colleague has just published an update, so yours wasn’t published. Read it first, then publish yours.',
  ],
  'incident.state_not_allowed': ['这条事件现在不能改成这个状态，没有发布。', 'It can’t go to that state now, so nothing was published.'],
  'incident.time_not_possible': [
    '时间填得不对，没有发布。请检查开始和结束的时间。',
    'Those times aren’t possible, so nothing was published. Check start and end.',
  ],
  'incident.component_unknown': ['没有“{key}”这个功能，没有发布。', 'There’s no “{key}” here, so nothing was published.'],
  'canned_reply.not_found': ['没有找到这条快捷回复。', 'This canned reply wasn’t found.'],
  'canned_reply.shortcut_taken': ['这个快捷词已有人使用。', 'This shortcut is already taken.'],
  'view.not_found': ['没有找到这个视图。', 'This view wasn’t found.'],
  'article.not_found': ['没有找到这篇文章。', 'This article wasn’t found.'],
  'transaction.not_found': ['没有找到这笔交易。', 'This transaction wasn’t found.'],
  'wallet.unavailable': [
    '暂时查不到钱包数据，不影响您的资金。请稍后再试。',
    'Wallet data can’t be read right now. Your money isn’t affected. Please try again shortly.',
  ],
  'customer.not_found': ['没有找到这位客户。', 'This customer wasn’t found.'],
  'server.busy': ['现在请求太多，请稍后再试。', 'The service is busy. Please try again shortly.'],
  'server.overloaded': [
    '现在咨询的人很多，这个请求暂时没有接下，请等 {wait}后再试。',
    'More people are asking than we can serve right now, so this wasn’t taken in. Please try again in {wait}.',
  ],
  'server.failed': [
    '出了点问题，没有完成。我们已经记下，请稍后再试。',
    'Something went wrong and this wasn’t done. We’ve recorded it; please try again shortly.',
  ],
}

/** A refusal in the caller's language; `{name}` in the words is filled from the refusal's data. */
export function wordRefusal(code: RefusalCode | 'server.failed', language: Language, data: Readonly<Record<string, unknown>> = {}): string {
  const words = WORDS[code][language === 'zh-CN' ? 0 : 1]
  const values: Readonly<Record<string, unknown>> = { wait: wordWait(Number(data['retryAfterSeconds'] ?? 1), language), ...data }
  return words.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''))
}

/** Nobody counts a thousand seconds: beyond a minute it is whole minutes, never too few. */
function wordWait(seconds: number, language: Language): string {
  const [count, unit] = seconds <= 60 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute']
  if (language === 'zh-CN') return `${count} ${unit === 'second' ? '秒' : '分钟'}`
  return new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'long' }).format(count)
}
