import type { Actor as EntryActor } from '@yingda/protocol/entries/actor.ts'

/** An entry as it was written, with its words. */
export type Written = {
  streamId: string
  kind: string
  seq: number
  customerSeq: number | null
  type: string
  actor: EntryActor
  data: unknown
  at: Date
  /** Null where the entry has no words. */
  body: string | null
}
