/** Customers who write as fast as they are answered, and send files. */
import { randomUUID } from 'node:crypto'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { aChatClient, type ChatClient } from '../chaos/chat-client.ts'
import { walletToken } from '../callers.ts'
import { opening, words } from '../talk.ts'

export type Writer = {
  conversationId: ConversationId
  client: ChatClient
  /** One message past the others, acknowledged when it resolves. */
  say(text: string): Promise<void>
  /** A file on a message of its own. */
  sendFile(bytes: Buffer): Promise<void>
}

export async function aWriter(origin: string): Promise<Writer> {
  const sub = `w-${randomUUID()}`
  const token = (): Promise<string> => walletToken({ sub })
  const post = async (path: string, body: string | Buffer<ArrayBuffer>, contentType: string): Promise<Response> => {
    const headers = { authorization: `Bearer ${await token()}`, 'content-type': contentType }
    const answer = await fetch(`${origin}/api/customer${path}`, { method: 'POST', headers, body })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }
  const opened = await post('/conversations', JSON.stringify(opening()), 'application/json')
  const conversationId = ((await opened.json()) as { conversation: { id: ConversationId } }).conversation.id // as the contract says
  const message = (body: object): Promise<Response> => post(`/conversations/${conversationId}/messages`, JSON.stringify(body), 'application/json')
  let said = 0
  return {
    conversationId,
    client: aChatClient({
      name: sub,
      side: 'customer',
      origins: [origin],
      headers: {},
      conversations: [conversationId],
      token,
      next: () => ({ conversationId, text: `第 ${(said += 1)} 条` }),
      restMs: 30,
      random: Math.random,
      heard: () => {},
    }),
    say: async (text) => void (await message(words(text))),
    async sendFile(bytes) {
      const head = '--b\r\ncontent-disposition: form-data; name="file"; filename="receipt.pdf"\r\ncontent-type: application/pdf\r\n\r\n'
      const form = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--b--\r\n')])
      const kept = await post('/attachments', form, 'multipart/form-data; boundary=b')
      const { attachment } = (await kept.json()) as { attachment: { id: string } } // as the contract says
      await message({ ...words(''), attachmentIds: [attachment.id] })
    },
  }
}

export const acknowledgedBy = (writers: readonly Writer[]): number => writers.reduce((sum, { client }) => sum + client.acknowledged.length, 0)
