/** What the admin's screens show. The routes demand the permission; nothing here is for others. */
import type { StaffMember, Team } from '@yingda/protocol/http/staff-admin.ts'
import type * as z from 'zod'
import type { QueryContext } from '../../../platform/command.ts'
import { methodsOf } from '../proofs/second-proof.ts'
import { listStaffRows } from '../store/staff.ts'
import { listTeamRows } from '../store/teams.ts'

/** Everybody, also those who have left, in the order they came. */
export async function listStaffMembers(ctx: QueryContext): Promise<z.infer<typeof StaffMember>[]> {
  const rows = await listStaffRows(ctx)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    active: row.active,
    teamIds: row.team_ids,
    capacity: row.capacity,
    languages: row.languages,
    skills: row.skills,
    hasSecondFactor: methodsOf(row).length > 0,
    // Says "still invited" to the screen: once somebody has joined, the date is history.
    invitedAt: row.joined_at === null ? (row.invited_at?.toISOString() ?? null) : null,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
  }))
}

export async function listTeamsWithSize(ctx: QueryContext): Promise<z.infer<typeof Team>[]> {
  const rows = await listTeamRows(ctx)
  return rows.map((row) => ({
    id: row.id,
    nameZh: row.name_zh,
    nameEn: row.name_en,
    questionTypes: row.question_types,
    strategy: row.strategy,
    acceptSeconds: row.accept_seconds,
    members: row.member_ids.length,
  }))
}
