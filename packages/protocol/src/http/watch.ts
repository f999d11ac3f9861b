/** What the watch found: alarms, and whether all that came in is accounted for. For leads. */
import * as z from 'zod'
import { Instant } from '../time.ts'

export const AlarmView = z.strictObject({
  id: z.uuid(),
  kind: z.enum(['reaction_stuck', 'nobody_to_hand_over_to', 'counts_differ']),
  /** What it is about: a group of reactions, a conversation, a day. */
  subject: z.string(),
  data: z.record(z.string(), z.unknown()),
  raisedAt: Instant,
  clearedAt: Instant.nullable(),
})
export type AlarmView = z.infer<typeof AlarmView>
/** GET /alarms : what is wrong now first, then what was in the last day. */
export const Alarms = z.strictObject({ alarms: z.array(AlarmView) })
export type Alarms = z.infer<typeof Alarms>

/** A day on the calendar of the deployment's time zone, `2026-11-22`. */
const Day = z.iso.date()

/** GET /reconciliation?from=&until= : both days included, at most 92. */
export const ReconciliationQuery = z.strictObject({ from: Day, until: Day, format: z.enum(['json', 'csv']).default('json') })
export type ReconciliationQuery = z.infer<typeof ReconciliationQuery>

/** Requests that came in on one day over one channel: received = answered + withdrawn + decided + open. */
export const ReconciliationRow = z.strictObject({
  day: Day,
  channel: z.string(),
  received: z.int(),
  answered: z.int(),
  withdrawn: z.int(),
  /** Ended by a decision on record, by reason. */
  decided: z.record(z.string(), z.int()),
  open: z.int(),
  /** Of those answered, how many within their promise. */
  inTime: z.int(),
})
export type ReconciliationRow = z.infer<typeof ReconciliationRow>
export const Reconciliation = z.strictObject({ rows: z.array(ReconciliationRow) })
export type Reconciliation = z.infer<typeof Reconciliation>
