import type { StaffSetting, Team } from '@yingda/protocol/http/staff-admin.ts'

type Place = Pick<StaffSetting, 'teamIds' | 'active'>

/** The teams that somebody is the last one in, and leaves by being set as he is to be. `members` counts who is active. */
export function leftEmpty<Named extends Pick<Team, 'id' | 'members'>>(teams: readonly Named[], was: Place, will: Place): Named[] {
  if (!was.active) return []
  return teams.filter(({ id, members }) => members === 1 && was.teamIds.includes(id) && !(will.active && will.teamIds.includes(id)))
}
