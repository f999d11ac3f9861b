/**
 * Identity owns staff, teams, sessions, second factors and invitations: who signs in, how it is proved, and what a role
 * may do. It reacts to nothing. It never judges which conversations somebody reaches, and it does not know who is
 * online: that is for the modules above.
 */
export type { IdentityDeps } from './deps.ts'
export { createSeals, type Seals } from './seals.ts'
export { refuseForeignOrigin, sessionsStillValid, staffSession, type Incoming } from './session.ts'
export {
  dissolvedTeams,
  holdTeam,
  isAnybodyAvailable,
  listColleagues,
  listTeams,
  lockAvailableStaff,
  lockStaff,
  staffNames,
  teamAmong,
  teamExists,
  teamFor,
  teamNames,
  type Agent,
  type TeamInfo,
} from './queries/people.ts'
export { leadsTeam, mustLead } from './reach.ts'
export { ensureTeam } from './commands/ensure-team.ts'
export { setTeamOverflow } from './commands/set-team-overflow.ts'
export { setTeamCalendar } from './commands/set-team-calendar.ts'
export { countMissedOffers, forgetMissedOffers } from './commands/count-missed-offers.ts'
export { markAway, setAvailability } from './commands/set-availability.ts'
export { loadDemoStaff, type DemoDesk, type DemoStaffLoaded } from './commands/load-demo-staff.ts'
export { announceFirstAdmin, type Printer } from './commands/announce-first-admin.ts'
export { firstAdminLink } from './commands/make-first-admin-link.ts'
export { isDemo } from './queries/demo.ts'
export { makeAdmin } from './commands/make-admin.ts'
export { invitationLink } from './invitation-link.ts'
export { identityRoutes } from './routes.ts'
