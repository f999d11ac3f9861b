import { ClientId, ConversationId } from '@yingda/protocol/ids.ts'
import { createHash } from 'node:crypto'
import type { StartConversationBody } from '@yingda/protocol/http/customer.ts'
import type { WalletTransaction } from '@yingda/protocol/wallet.ts'
import type { CustomerActor } from '../../platform/actor.ts'
import { batched } from '../../platform/batched.ts'
import type { CommandContext, Runner } from '../../platform/command.ts'
import type { Limit } from '../../platform/rate-limit.ts'
import { Refused } from '../../platform/refused.ts'
import { accessConversation, postMessages, startConversation, type PostMessage, type Posted } from '../conversation/api.ts'
import { accessCustomer } from '../customer/api.ts'
import { teamFor } from '../identity/api.ts'
import type { Wallet } from '../wallet/api.ts'
import { countVisitorUse, type VisitorLimits } from './visitor-limits.ts'

export type Delivered = { conversationId: ConversationId; seq: number; customerSeq: number; at: string }

/** The doors every channel uses to bring in what a customer says. */
export type Intake = {
  /** Names the conversation where the words stand: a repeat may find its first one ended since. */
  start(actor: CustomerActor, body: StartConversationBody, address: string): Promise<{ conversationId: ConversationId; existing: boolean }>
  /** A customer's message, wherever it belongs by now. Resolves once it is on disk. */
  deliver(actor: CustomerActor, message: Omit<PostMessage, 'followUp'>, address: string): Promise<Delivered>
  /** What a visitor writes besides messages counts as one. @throws Refused `request.too_many` */
  countWords(actor: CustomerActor, address: string): Promise<void>
  /**
   * A visitor asks for a person: that counts as words, and as a handover where the bot has the conversation.
   *
   * @throws Refused `request.too_many` | `conversation.not_found`
   */
  countHandover(actor: CustomerActor, conversationId: ConversationId, address: string): Promise<void>
  /** @throws Refused `transaction.not_found` | `wallet.unavailable` */
  transactionOf(actor: CustomerActor, transactionId: string, conversationId: ConversationId | null): Promise<{ transaction: WalletTransaction; asOf: string }>
  /** The hot command, shared with the staff's side: one batch for all. */
  post: ReturnType<typeof batched<PostMessage, Posted>>
}

/** Conversations that may have followed one upon another since the client last looked. */
const FOLLOW_MOST = 100

type Ports = {
  runner: Runner
  /** For the hot command alone. */
  hot: Runner
  wallet: Wallet | null
  limits: VisitorLimits
}

export function intakePorts({ runner, hot, wallet, limits }: Ports): Intake {
  const { run, query } = runner
  const post = batched(hot.run, postMessages, (message) => message.conversationId)

  const limitVisitor = (actor: CustomerActor, limit: Limit, address: string, id: string | null): Promise<void> =>
    query(actor, (ctx) => countVisitorUse(ctx.db, limits, { actor, address, limit, id }))

  const countWords: Intake['countWords'] = (actor, address) => limitVisitor(actor, limits.messages, address, null)

  const countHandover: Intake['countHandover'] = async (actor, conversationId, address) => {
    await countWords(actor, address)
    const { status } = await query(actor, (ctx) => accessConversation(ctx, conversationId))
    if (status === 'bot') await limitVisitor(actor, limits.handovers, address, null)
  }

  const transactionOf: Intake['transactionOf'] = async (actor, transactionId, conversationId) => {
    const { external_id: externalId } = await query(actor, (ctx) => accessCustomer(ctx, actor.customerId))
    if (externalId === null || !actor.signedIn) throw new Refused('transaction.not_found')
    if (wallet === null) throw new Refused('wallet.unavailable')
    const call = { actor: { kind: 'customer' as const, id: externalId }, reason: 'customer picked a transaction', conversationId }
    const answer = await wallet.transaction(call, externalId, transactionId)
    if (answer.result === 'unavailable') throw new Refused('wallet.unavailable')
    if (answer.result === 'not_found') throw new Refused('transaction.not_found')
    return answer.value
  }

  const start: Intake['start'] = async (actor, body, address) => {
    await limitVisitor(actor, limits.conversations, address, body.clientId)
    const transaction = body.transactionId === null ? null : await transactionOf(actor, body.transactionId, null)
    if (body.message !== null) await limitVisitor(actor, limits.messages, address, `${body.clientId}:${body.message.clientId}`)
    const { questionType, language, context, clientId, message } = body
    const { started, posted } = await run(actor, async (ctx) => {
      const opened = await startConversation(ctx, {
        customerId: actor.customerId,
        clientId,
        questionType,
        language,
        context,
        transaction,
        teamId: await teamFor(ctx, questionType),
        previousId: null,
      })
      // In the same transaction: a message that is refused leaves no empty conversation behind.
      return {
        started: opened,
        posted: message === null ? null : await postOne(ctx, actor, { conversationId: opened.conversation.id, ...message, followUp: 'nothing' }),
      }
    })
    const elsewhere = message !== null && posted?.at !== 'here' ? await follow(actor, { conversationId: started.conversation.id, ...message }) : null
    return { conversationId: elsewhere?.conversationId ?? started.conversation.id, existing: started.existing }
  }

  /** The old conversation is over: the words go into the one that follows it, which the first of them opens. */
  const startNext = async (actor: CustomerActor, message: Omit<PostMessage, 'followUp'>): Promise<ConversationId> =>
    run(actor, async (ctx) => {
      const ended = await accessConversation(ctx, message.conversationId)
      const started = await startConversation(ctx, {
        customerId: actor.customerId,
        clientId: followingId(message.conversationId),
        questionType: ended.question_type,
        language: ended.language,
        context: ended.context,
        transaction: null,
        teamId: await teamFor(ctx, ended.question_type),
        previousId: ended.id,
      })
      return started.conversation.id
    })

  const follow = async (actor: CustomerActor, message: Omit<PostMessage, 'followUp'>): Promise<Delivered> => {
    let conversationId = message.conversationId
    for (let step = 0; step < FOLLOW_MOST; step += 1) {
      const posted = await post(actor, { ...message, conversationId, followUp: 'nothing' })
      if (posted.at === 'here') return { conversationId, seq: posted.seq, customerSeq: posted.customerSeq, at: posted.time }
      conversationId = posted.at === 'target' ? posted.targetId : await startNext(actor, { ...message, conversationId })
    }
    throw new Error(`conversation ${message.conversationId} leads from one to the next without end`)
  }

  const deliver: Intake['deliver'] = async (actor, message, address) => {
    await limitVisitor(actor, limits.messages, address, `${message.conversationId}:${message.clientId}`)
    return follow(actor, message)
  }

  return { start, deliver, countWords, countHandover, transactionOf, post }
}

/** One message within a command that goes on. @throws Refused as the batch refuses it */
async function postOne(ctx: CommandContext, actor: CustomerActor, input: PostMessage): Promise<Posted> {
  const [answer] = await postMessages(ctx, [{ actor, input }], { wait: true })
  if (answer === undefined || answer === 'held') throw new Error('a message that waits for its lock was not decided')
  if ('error' in answer) throw answer.error
  return answer.ok
}

/** One conversation follows an ended one, whichever of its late messages comes first. */
function followingId(conversationId: ConversationId): ClientId {
  const hex = createHash('sha256').update(`after ${conversationId}`).digest('hex')
  return ClientId.parse(`${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`)
}
