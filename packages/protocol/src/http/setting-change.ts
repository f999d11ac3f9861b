/** Who changed which setting of the desk: people, teams, business hours, promises, weights of work. For leads and admins, read only. */
import * as z from 'zod'
import { Actor } from '../entries/actor.ts'
import { Bilingual } from '../language.ts'
import { Instant } from '../time.ts'

const Cursor = z.string().max(300)

/** The entries that change what the desk does; signing in, being available and what one sets for oneself are none. */
export const SETTING_CHANGES = [
  'staff.invited',
  'staff.invitation_renewed',
  'staff.joined',
  'staff.changed',
  'staff.deactivated',
  'staff.reactivated',
  'team.created',
  'team.changed',
  'team.calendar_set',
  'team.overflow_set',
  'team.deleted',
  'calendar.created',
  'calendar.changed',
  'calendar.removed',
  'promise.changed',
  'capacity.weights_changed',
] as const

export const SettingChangesQuery = z.strictObject({ cursor: Cursor.optional(), limit: z.coerce.number().int().min(1).max(100).default(50) })
export type SettingChangesQuery = z.infer<typeof SettingChangesQuery>

const Values = z.record(z.string(), z.unknown())

export const SettingChange = z.strictObject({
  id: z.string(),
  at: Instant,
  type: z.enum(SETTING_CHANGES),
  /** The system is who runs the server, at its console. */
  by: Actor,
  /** Whom or what it is about, as it is called now; null: there is one of it. */
  about: Bilingual.nullable(),
  /** How it was set before; null: not at all, or it is not known. Fields as in docs/entries.md, without addresses. */
  before: Values.nullable(),
  after: Values,
})
export type SettingChange = z.infer<typeof SettingChange>

/** GET /setting-changes : the newest first. */
export const SettingChanges = z.strictObject({
  changes: z.array(SettingChange),
  /** What the teams and business hours are called whose ids stand in the values; those that are gone, too. */
  names: z.record(z.uuid(), Bilingual),
  nextCursor: Cursor.nullable(),
})
export type SettingChanges = z.infer<typeof SettingChanges>
