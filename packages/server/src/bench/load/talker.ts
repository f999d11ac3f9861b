/** One party at its socket: says words, and tells what was acknowledged to it and what reached it from the other side. */
import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import type { CustomerEntry, StaffEntry } from '@yingda/protocol/entries/views.ts'
import type { ServerFrame } from '@yingda/protocol/realtime.ts'
import type { Party } from '../seed.ts'

export type Heard = {
  acknowledged(id: string): void
  delivered(id: string): void
  refused(id: string | null, why: string): void
}
export type Talker = { say(id: string, body: string): void; close(): void }

/** Several local addresses: a listening port has 28,000 others, and a server lets in so many strangers an address at once. */
export const localAddress = (index: number): string => `127.0.0.${2 + (index % 60)}`

/** Connects, says who it is, and takes its conversation from the newest entry on. Resolves when it is live. */
export function talk(origin: string, party: Party, index: number, heard: Heard): Promise<Talker> {
  const path = party.side === 'customer' ? '/ws/customer' : '/ws/staff'
  const socket = new WebSocket(origin.replace('http', 'ws') + path, {
    headers: party.headers,
    perMessageDeflate: false,
    localAddress: localAddress(index),
  })
  const tell = (frame: unknown): void => socket.send(JSON.stringify(frame))
  const stream = `conversation:${party.conversationId}`
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('close', (code) => reject(new Error(`closed with ${code}`)))
    socket.on('open', () => tell({ t: 'hello', token: party.side === 'customer' ? party.token : null, language: 'zh-CN' }))
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data)) as ServerFrame // what the server sends is what is measured
      if (frame.t === 'sent') heard.acknowledged(frame.ref)
      else if (frame.t === 'entries') for (const entry of frame.entries) hear(entry, heard)
      else if (frame.t === 'hello') tell({ t: 'subscribe', stream, after: party.after })
      else if (frame.t === 'refused') heard.refused(frame.ref, frame.code)
      else if (frame.t === 'live') resolve({ say: sayTo(tell, party), close: () => socket.terminate() })
    })
  })
}

const sayTo =
  (tell: (frame: unknown) => void, { conversationId }: Party): Talker['say'] =>
  (id, body) =>
    // The id stands at the head of the text: a customer is not told under which id an agent has sent.
    tell({ t: 'send', ref: id, conversationId, clientId: randomUUID(), text: `${id} ${body.slice(id.length + 1)}`, attachmentIds: [] })

function hear(entry: CustomerEntry | StaffEntry, heard: Heard): void {
  const text = 'view' in entry ? textForCustomer(entry) : textForStaff(entry)
  if (text !== null) heard.delivered(text.slice(0, text.indexOf(' ')))
}

/** Only what the other side has said. */
const textForCustomer = ({ view }: CustomerEntry): string | null => (view.kind === 'message' && view.from === 'agent' ? view.content.text : null)
const textForStaff = ({ entry, actor, content }: StaffEntry): string | null =>
  entry.type === 'message.posted' && actor.kind === 'customer' ? (content?.text ?? '') : null
