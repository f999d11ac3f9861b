/**
 * Who of the staff is connected now, and when they answer at all. Owns connection leases, business calendars and what each kind of work weighs;
 * availability and capacity stand with the person, and which calendar a team has with the team, in identity. Reacts to
 * nothing.
 */
export {
  dropOldConnections,
  endGateway,
  goneStaff,
  isGatewayThere,
  LEASE_SECONDS,
  onlineStaff,
  renewConnections,
  RENEW_EVERY_MS,
  type Device,
} from './connections.ts'
export { calendarRoutes } from './calendar/routes.ts'
export { weightRoutes } from './weights/routes.ts'
export { capacityWeights, changeWeights, WEIGHT_STREAM } from './weights/weights.ts'
export { createCalendar } from './calendar/commands/create-calendar.ts'
export { loadDemoCalendar } from './calendar/commands/load-demo-calendar.ts'
export { calendarsOfTeams } from './calendar/queries/calendars-of-teams.ts'
export { calendarsNow } from './calendar/queries/calendars-now.ts'
export { closedTeams, hoursOfTeams, openTeams, type DeskHours } from './calendar/queries/hours-of-teams.ts'
