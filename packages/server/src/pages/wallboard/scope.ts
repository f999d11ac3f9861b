/** Whose wallboard it is: an admin looks at all teams, a lead at the own ones. What is read is the same for all. */
import type { TeamId } from '@yingda/protocol/ids.ts'
import type { StaffActor } from '../../platform/actor.ts'

/** `teamIds` null = all. */
export type Scope = { teamIds: readonly TeamId[] | null; seesRestricted: boolean }
type Placed = { teamId: TeamId | null; restricted: boolean }

export const scopeOf = ({ role, teamIds, permissions }: StaffActor): Scope => ({
  teamIds: role === 'admin' ? null : teamIds,
  seesRestricted: permissions.has('conversation.read_restricted'),
})

export const coversTeam = ({ teamIds }: Scope, teamId: TeamId): boolean => teamIds === null || teamIds.includes(teamId)
/** Whoever does not reach a conversation is not told which it is. */
export const covers = (scope: Scope, { teamId, restricted }: Placed): boolean =>
  (scope.seesRestricted || !restricted) && (scope.teamIds === null || (teamId !== null && coversTeam(scope, teamId)))
