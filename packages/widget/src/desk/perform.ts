/** How each act of the outbox is done. Every one may be done twice with the effect of once. */
import type { ConversationStarted, CustomerMessageAccepted, PostMessageBody, StartConversationBody } from '@yingda/protocol/http/customer.ts'
import type { AttachmentView } from '@yingda/protocol/entries/views.ts'
import type { Http } from '../net/http.ts'
import { Refusal } from '../net/wire.ts'
import type { OutboxItem } from '../state/outbox.ts'

/** Made by this device; the brand only says which thing it names. */
const asClientId = (id: string) => id as PostMessageBody['clientId']
const messageOf = (clientId: string, text: string, attachments: readonly AttachmentView[]): PostMessageBody => ({
  clientId: asClientId(clientId),
  text,
  attachmentIds: attachments.map(({ id }) => id),
})

type Parts = {
  http: Http
  onStarted: (started: ConversationStarted, item: OutboxItem) => void
  /** The wallet could not show the transaction that was chosen: the question is asked without it. */
  onWithoutTransaction: (why: Refusal) => void
}
const isOfTransaction = (error: unknown): error is Refusal =>
  error instanceof Refusal && (error.code === 'wallet.unavailable' || error.code === 'transaction.not_found')

/** @returns the conversation it went into: a message to a closed one goes into another */
export const createPerform =
  ({ http, onStarted, onWithoutTransaction }: Parts) =>
  async (item: OutboxItem): Promise<{ conversationId: string }> => {
    const { act, clientId, thread } = item
    const path = `/conversations/${thread}`
    if (act.type === 'message') return http.post<CustomerMessageAccepted>(`${path}/messages`, messageOf(clientId, act.text, act.attachments))
    if (act.type === 'start') {
      const { questionType, language, context, transactionId, message } = act
      const body = {
        clientId: asClientId(clientId),
        questionType,
        language,
        context,
        transactionId,
        message: message === null ? null : messageOf(message.clientId, message.text, message.attachments),
      } satisfies StartConversationBody
      const start = (asked: StartConversationBody) => http.post<ConversationStarted>('/conversations', asked, { urgent: questionType === 'security' })
      const started = await start(body).catch((error: unknown) => {
        if (transactionId === null || !isOfTransaction(error)) throw error
        onWithoutTransaction(error)
        return start({ ...body, transactionId: null })
      })
      onStarted(started, item)
      return { conversationId: started.conversation.id }
    }
    if (act.type === 'person') await http.post(`${path}/person`, {})
    else await http.post(`${path}/transaction`, { transactionId: act.transactionId })
    return { conversationId: thread }
  }
