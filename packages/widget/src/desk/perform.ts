/** How each act of the outbox is done. Every one may be done twice with the effect of once. */
import type { ConversationStarted, CustomerMessageAccepted, PostMessageBody, StartConversationBody } from '@yingda/protocol/http/customer.ts'
import type { AttachmentView } from '@yingda/protocol/entries/views.ts'
import type { Http } from '../net/http.ts'
import type { OutboxItem } from '../state/outbox.ts'

/** Made by this device; the brand only says which thing it names. */
const asClientId = (id: string) => id as PostMessageBody['clientId']
const messageOf = (clientId: string, text: string, attachments: readonly AttachmentView[]): PostMessageBody => ({
  clientId: asClientId(clientId),
  text,
  attachmentIds: attachments.map(({ id }) => id),
})

/** @returns the conversation it went into: a message to a closed one goes into another */
export const createPerform =
  (http: Http, onStarted: (started: ConversationStarted, item: OutboxItem) => void) =>
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
      const started = await http.post<ConversationStarted>('/conversations', body, { urgent: questionType === 'security' })
      onStarted(started, item)
      return { conversationId: started.conversation.id }
    }
    if (act.type === 'person') await http.post(`${path}/person`, {})
    else await http.post(`${path}/transaction`, { transactionId: act.transactionId })
    return { conversationId: thread }
  }
