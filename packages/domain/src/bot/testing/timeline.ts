/** Conversations in few words, for tests of what the bot reads from them. */
import type { Actor } from '@yingda/protocol/entries/actor.ts'
import type { ConversationEntry, EntryData, HiddenPart } from '@yingda/protocol/entries/conversation.ts'
import type { StaffEntry } from '@yingda/protocol/entries/views.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'

export const CUSTOMER: Actor = { kind: 'customer', id: 'c' }
const BOT: Actor = { kind: 'bot', name: 'Xiaohe' }
// a literal stands for an id nobody looks up
const ID = '0190a000-0000-7000-8000-000000000001' as ConversationId

export type Item = { actor: Actor; entry: ConversationEntry; text?: string; hidden?: HiddenPart[] }
export const opened: Item = {
  actor: CUSTOMER,
  entry: { type: 'conversation.opened', data: { channel: 'web', questionType: 'other', language: 'en', context: {}, previousConversationId: null } },
}
export const says = (text: string): Item => ({
  actor: CUSTOMER,
  text,
  entry: { type: 'message.posted', data: { clientId: null, attachmentIds: [], answer: null } },
})
type Answer = NonNullable<EntryData<'message.posted'>['answer']>
export const answers = (kind: Answer['kind'], more: Partial<Answer> = {}): Item => ({
  actor: BOT,
  text: 'words',
  entry: {
    type: 'message.posted',
    data: { clientId: null, attachmentIds: [], answer: { kind, source: null, transactionId: null, quickReplies: [], suggestions: [], ...more } },
  },
})
export const source = (slug: string) => ({ articleSlug: slug, title: slug, updatedOn: '2026-11-18' })
export const rated = (helped: boolean): Item => ({ actor: CUSTOMER, entry: { type: 'answer.rated', data: { helped, ofSeq: 1 } } })

export const timeline = (...items: Item[]): StaffEntry[] =>
  items.map(({ actor, entry, text, hidden }, at) => ({
    conversationId: ID,
    seq: at + 1,
    customerSeq: at + 1,
    at: '2026-11-20T06:32:00.000Z',
    actor,
    entry,
    content: text === undefined ? null : { text, attachments: [], redacted: false, ...(hidden === undefined ? {} : { hidden }) },
  }))
export const saysCode = (text: string): Item => ({ ...says(text), hidden: [{ at: text.indexOf('•'), length: 6, kind: 'code' }] })
