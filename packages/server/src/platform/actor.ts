import type { CustomerId, StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { Permission, Role } from '@yingda/protocol/permissions.ts'
import type { Actor as EntryActor } from '@yingda/protocol/entries/actor.ts'

export type CustomerActor = { kind: 'customer'; customerId: CustomerId; signedIn: boolean }
export type StaffActor = {
  kind: 'staff'
  staffId: StaffId
  name: string
  role: Role
  permissions: ReadonlySet<Permission>
  teamIds: readonly TeamId[]
}
/** Who asks. Every command and query carries one; rows are obtained only within its reach. */
export type Actor = CustomerActor | StaffActor | { kind: 'bot'; name: string } | { kind: 'system' }

/** The actor as it stands in an entry. */
export function actorForEntry(actor: Actor): EntryActor {
  switch (actor.kind) {
    case 'customer':
      return { kind: 'customer', id: actor.customerId }
    case 'staff':
      return { kind: 'agent', id: actor.staffId, name: actor.name }
    case 'bot':
      return { kind: 'bot', name: actor.name }
    case 'system':
      return { kind: 'system' }
  }
}
