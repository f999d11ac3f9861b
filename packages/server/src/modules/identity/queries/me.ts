import type { Me, PasskeyList, SessionList } from '@yingda/protocol/http/staff-session.ts'
import { ROLE_PERMISSIONS } from '@yingda/protocol/permissions.ts'
import type { QueryContext } from '../../../platform/command.ts'
import { Refused } from '../../../platform/refused.ts'
import type { IdentityDeps } from '../deps.ts'
import { accessStaffRow, ownStaffId } from '../reach.ts'
import { isSetupRequired } from '../rules/second-factor.ts'
import { listPasskeys } from '../store/passkeys.ts'
import { listSessionRows } from '../store/sessions.ts'
import { stepUpEnd } from '../session.ts'
import { findTeams } from '../store/teams.ts'

type Told = Pick<IdentityDeps, 'openConversations' | 'brand' | 'timeZone'>

/** The person who asks, and the session he asks in. */
export async function me(ctx: QueryContext, { openConversations, brand, timeZone }: Told, sessionId: string): Promise<Me> {
  const staff = await accessStaffRow(ctx, ownStaffId(ctx))
  const session = (await listSessionRows(ctx, staff.id)).find((row) => row.id === sessionId)
  if (session === undefined) throw new Refused('auth.required')
  const teams = (await findTeams(ctx, staff.team_ids)).toSorted((a, b) => a.created_at.getTime() - b.created_at.getTime())
  const { id, name, email, role, language, available, capacity, passkeys, backup_codes: backupCodes, demo } = staff
  const hasTotp = staff.totp_secret !== null
  return {
    id,
    name,
    email,
    role,
    permissions: [...ROLE_PERMISSIONS[role]],
    language,
    teams: teams.map((team) => ({ id: team.id, name: language === 'en' ? team.name_en : team.name_zh })),
    brand,
    timeZone,
    available,
    awayWhy: staff.away_why,
    capacity,
    open: await openConversations(ctx, id),
    hasTotp,
    passkeys,
    backupCodes,
    secondFactorSetupRequired: isSetupRequired({ role, demo, hasTotp, passkeys }),
    steppedUpUntil: stepUpEnd({ demo, steppedUpAt: session.stepped_up_at }, ctx.now)?.toISOString() ?? null,
    sessionExpiresAt: session.expires_at.toISOString(),
  }
}

/** One's own living sessions, the one seen last first. */
export async function listOwnSessions(ctx: QueryContext, currentId: string): Promise<SessionList['sessions']> {
  const rows = await listSessionRows(ctx, ownStaffId(ctx))
  return rows.map((row) => ({
    id: row.id,
    current: row.id === currentId,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    address: row.address,
    userAgent: row.user_agent,
  }))
}

/** One's own passkeys, oldest first. */
export async function listOwnPasskeys(ctx: QueryContext): Promise<PasskeyList['passkeys']> {
  const rows = await listPasskeys(ctx, ownStaffId(ctx))
  return rows.map((row) => ({ id: row.id, createdAt: row.created_at.toISOString(), lastUsedAt: row.last_used_at?.toISOString() ?? null }))
}
