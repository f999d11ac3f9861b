import type { ClientId, ConversationId, CustomerId, SavedViewId, StaffId, TeamId } from '@yingda/protocol/ids.ts'

// Text from the address bar or our own storage becomes an id here; the server parses it on every call.
export const asConversationId = (text: string): ConversationId => text as ConversationId
export const asCustomerId = (text: string): CustomerId => text as CustomerId
export const asTeamId = (text: string): TeamId => text as TeamId
export const asStaffId = (text: string): StaffId => text as StaffId
export const asSavedViewId = (text: string): SavedViewId => text as SavedViewId

/** A fresh id for something this browser makes. randomUUID is missing on plain http outside localhost. */
export function newClientId(): ClientId {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID() as string as ClientId // a UUID by construction
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-') as ClientId // same
}
