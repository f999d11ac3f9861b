import type { AttachmentView } from '@yingda/protocol/entries/views.ts'
import { readJson, type KeyValue } from '../../../app/storage.ts'

/** What stands in one conversation's composer: both papers, and which lies on top. */
export type Draft = {
  reply: string
  note: string
  tab: 'reply' | 'note'
  attachments: AttachmentView[]
  mentions: { id: string; name: string }[]
  savedAtMs: number
}

export const emptyDraft: Draft = { reply: '', note: '', tab: 'reply', attachments: [], mentions: [], savedAtMs: 0 }

const KEPT_MS = 30 * 24 * 3_600_000
const KEPT_AT_MOST = 100

/** Drafts live on this device, one a conversation and person; an empty one is forgotten, an old one too. */
export class Drafts {
  readonly #storage: KeyValue
  readonly #prefix: string

  constructor(storage: KeyValue, owner: string) {
    this.#storage = storage
    this.#prefix = `yingda.draft.${owner}.`
  }

  read(conversationId: string): Draft {
    return { ...emptyDraft, ...readJson(this.#storage, this.#prefix + conversationId, isDraft, emptyDraft) }
  }

  write(conversationId: string, draft: Omit<Draft, 'savedAtMs'>, nowMs = Date.now()): void {
    const key = this.#prefix + conversationId
    if (isBlank(draft)) return this.#storage.remove(key)
    this.#storage.set(key, JSON.stringify({ ...draft, savedAtMs: nowMs }))
  }

  /** Which conversations have something unsent, for a mark in the list. */
  has(conversationId: string): boolean {
    return this.#storage.get(this.#prefix + conversationId) !== null
  }

  prune(nowMs = Date.now()): void {
    const held = this.#storage
      .keys()
      .filter((key) => key.startsWith(this.#prefix))
      .map((key) => ({ key, savedAtMs: readJson(this.#storage, key, isDraft, emptyDraft).savedAtMs }))
      .sort((a, b) => b.savedAtMs - a.savedAtMs)
    held.forEach(({ key, savedAtMs }, index) => {
      if (index >= KEPT_AT_MOST || savedAtMs < nowMs - KEPT_MS) this.#storage.remove(key)
    })
  }
}

const isBlank = ({ reply, note, attachments }: Omit<Draft, 'savedAtMs'>): boolean => !reply.trim() && !note.trim() && attachments.length === 0

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' &&
  value !== null &&
  'reply' in value &&
  typeof value.reply === 'string' &&
  'note' in value &&
  typeof value.note === 'string' &&
  'attachments' in value &&
  Array.isArray(value.attachments) &&
  'mentions' in value &&
  Array.isArray(value.mentions)
