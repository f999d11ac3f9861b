import { StaffId, TeamId } from '@yingda/protocol/ids.ts'
import type { StaffStreamEntry, TeamStreamEntry } from '@yingda/protocol/entries/staff.ts'
import type { StaffActor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/command.ts'
import { record, type NewEntry } from '../../platform/record.ts'
import { newId } from '../../platform/uuid.ts'

export const SYSTEM = { kind: 'system' } as const

/** Write to one person's stream. @param by who did it; by default the actor of the command */
export async function recordStaff(ctx: CommandContext, staffId: StaffId, entries: readonly StaffStreamEntry[], by?: NewEntry['actor']): Promise<void> {
  const stream = { id: staffId, kind: 'staff', customerId: null }
  await record(ctx, [{ stream, entries: entries.map((entry) => ({ ...entry, forCustomer: false, actor: by })) }])
}

export async function recordTeam(ctx: CommandContext, teamId: TeamId, entries: readonly TeamStreamEntry[]): Promise<void> {
  const stream = { id: teamId, kind: 'team', customerId: null }
  await record(ctx, [{ stream, entries: entries.map((entry) => ({ ...entry, forCustomer: false })) }])
}

/** Somebody acting before he has a session: signing in, accepting an invitation. */
export function selfActor(staff: Pick<StaffActor, 'name' | 'role'> & { id: StaffId }): StaffActor {
  return { kind: 'staff', staffId: staff.id, name: staff.name, role: staff.role, permissions: new Set(), teamIds: [] }
}

export const newStaffId = (ctx: CommandContext): StaffId => StaffId.parse(newId(ctx.now.getTime()))
export const newTeamId = (ctx: CommandContext): TeamId => TeamId.parse(newId(ctx.now.getTime()))
