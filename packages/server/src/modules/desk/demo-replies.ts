import type { CannedReplyBody } from '@yingda/protocol/http/staff.ts'
import { sql } from 'kysely'
import type { CommandContext } from '../../platform/command.ts'
import { addCannedReply } from './canned-replies.ts'

const REPLIES: readonly CannedReplyBody[] = [
  {
    shortcut: 'hello',
    title: '问候 / Greeting',
    teamId: null,
    textZh: '{{customer.name}}您好，我是{{agent.name}}。您和机器人的对话我都看到了，您不用再说一遍。',
    textEn: 'Hello {{customer.name}}, I’m {{agent.name}}. I can see your chat with the bot, so you won’t have to repeat yourself.',
  },
  {
    shortcut: 'notcharged',
    title: '没有扣款 / Not charged',
    teamId: null,
    textZh: '这笔 {{transaction.amount}} 的付款没有扣款，钱还在您的余额里。订单号 {{transaction.orderNo}}。',
    textEn: 'This {{transaction.amount}} payment wasn’t charged; the money is still in your balance. Order number {{transaction.orderNo}}.',
  },
  {
    shortcut: 'unknown',
    title: '结果未知 / Outcome unknown',
    teamId: null,
    textZh: '这笔 {{transaction.amount}} 的付款，银行还没有给出结果，暂时不能确定钱是否已扣。在此之前请不要再付一次，我会在查到后告诉您。',
    textEn:
      'The bank hasn’t confirmed this {{transaction.amount}} payment, so we can’t yet say whether it was charged. Please don’t pay again until I’ve told you the result.',
  },
  {
    shortcut: 'code',
    title: '不要发验证码 / Never share codes',
    teamId: null,
    textZh: '请不要把密码、验证码或完整卡号发给任何人，包括我们。',
    textEn: 'Please don’t share passwords, codes or full card numbers with anyone, us included.',
  },
  {
    shortcut: 'bye',
    title: '结束语 / Closing',
    teamId: null,
    textZh: '问题已处理好。编号 {{conversation.reference}}，72 小时内在这里回复即可继续。',
    textEn: 'That’s settled. Your reference is {{conversation.reference}}; reply here within 72 hours to continue.',
  },
]

/** Loaded with the demo, once. */
export async function loadDemoReplies(ctx: CommandContext): Promise<void> {
  const { rows } = await sql`select from canned_reply limit 1`.execute(ctx.db)
  if (rows.length > 0) return
  for (const reply of REPLIES) await addCannedReply(ctx, reply)
}
