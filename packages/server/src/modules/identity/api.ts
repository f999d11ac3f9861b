/**
 * Identity owns staff, teams, sessions, second factors and invitations: who signs in, how it is proved, and what a role
 * may do. It reacts to nothing. It never judges which conversations somebody reaches, and it does not know who is
 * online: that is for the modules above.
 */
export type { IdentityDeps } from './deps.ts'
export { createSeals, type Seals } from './seals.ts'
export { refuseForeignOrigin, sessionStillValid, staffSession, type Incoming } from './session.ts'
export {
  accessStaff,
  listColleagues,
  listTeams,
  lockStaff,
  staffNames,
  staffOfTeam,
  teamExists,
  teamFor,
  teamNames,
  teamsFor,
  type Staff,
  type TeamInfo,
} from './queries/people.ts'
export { setAvailability } from './commands/set-availability.ts'
