import type { PlannedCustomer } from '@yingda/simulator/day/customers.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import type { Pacer } from './pacer.ts'

/** What everybody of a simulated day shares. */
export type World = {
  desk: { url: string; identitySecret: string }
  pacer: Pacer
  /** Who an agent talks to: how much work it is, and whether he is still there. */
  chats: Map<ConversationId, { plan: PlannedCustomer; isThere(): boolean }>
  /** When the last customer may come. */
  closesAt: number
  /** Everybody who came has gone again. */
  isEmpty(): boolean
  /** What must not happen. */
  fault(what: string): void
}
