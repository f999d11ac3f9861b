/** Many customers at once, without a browser each: visitors who ask for a person over HTTP. */
import { randomUUID } from 'node:crypto'
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import type { Service } from './service.ts'

/** Limits for tests in which one address is everybody. */
export const CROWD_LIMITS = { VISITORS_PER_ADDRESS_PER_HOUR: '100000', VISITOR_CONVERSATIONS_PER_HOUR: '1000', VISITOR_MESSAGES_PER_MINUTE: '1000' }

/** So many visitors wait for a person, one after the other. */
export async function visitorsWait(service: Service, count: number, questionType: QuestionType = 'payment'): Promise<void> {
  for (let each = 0; each < count; each += 1) {
    const { deviceSecret } = await post(service, '/visitors', {}, null)
    const { conversation } = await post(
      service,
      '/conversations',
      { clientId: randomUUID(), questionType, language: 'zh-CN', context: {}, transactionId: null, message: null },
      deviceSecret,
    )
    await post(service, `/conversations/${conversation.id}/person`, {}, deviceSecret)
  }
}

type Reply = { deviceSecret: string; conversation: { id: string } }

async function post({ url }: Service, path: string, body: object, deviceSecret: string | null): Promise<Reply> {
  const authorization = deviceSecret === null ? {} : { authorization: `Bearer visitor.${deviceSecret}` }
  const reply = await fetch(`${url}/api/customer${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...authorization },
    body: JSON.stringify(body),
  })
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`)
  return reply.json() as Promise<Reply> // our own server's answer, of which only these fields are used
}
