/** Builders for tests: an entry says only what the test is about. */
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import type { ClientId } from '@yingda/protocol/ids.ts'
import { asConversationId } from '../app/ids.ts'

export const CONVERSATION = asConversationId('0190b6d2-0000-7000-8000-000000000001')

export function anEntry(seq: number, entry: StaffEntry['entry'], over: Partial<StaffEntry> = {}): StaffEntry {
  return {
    conversationId: CONVERSATION,
    seq,
    customerSeq: null,
    at: new Date(Date.UTC(2026, 10, 20, 6, seq)).toISOString(),
    actor: { kind: 'system' },
    entry,
    content: null,
    ...over,
  }
}

export function aMessage(seq: number, over: Partial<StaffEntry> & { clientId?: string; text?: string } = {}): StaffEntry {
  const { clientId = null, text = `message ${seq}`, ...rest } = over
  const data = { clientId: clientId as ClientId | null, attachmentIds: [], answer: null } // a test's own text stands for an id
  return anEntry(
    seq,
    { type: 'message.posted', data },
    { customerSeq: seq, actor: { kind: 'customer', id: 'c' }, content: { text, attachments: [], redacted: false }, ...rest },
  )
}

export const aRedaction = (seq: number, of: number): StaffEntry =>
  anEntry(seq, { type: 'entry.redacted', data: { seq: of, customerSeq: null, reason: 'card number' } })
