/** What the watch found: alarms, and whether all that came in is accounted for. For leads. */
import * as z from 'zod'
import { ConversationId } from '../ids.ts'
import { Language } from '../language.ts'
import { Instant } from '../time.ts'

export const AlarmView = z.strictObject({
  id: z.uuid(),
  kind: z.enum(['reaction_stuck', 'nobody_to_hand_over_to', 'counts_differ', 'answers_undelivered', 'turned_away']),
  /** What it is about: a group of reactions, a conversation; `all` for the answers that reached nobody, and for a conversation out of reach; a server. */
  subject: z.string(),
  /** The conversation it is about, to be opened; null where it is about none, or about one that the reader does not reach. */
  conversationId: ConversationId.nullable(),
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

const MOST_DAYS = 92

/** GET /reconciliation?days= : the last so many days, today included; or ?from=&until= : both included. At most 92 days. */
export const ReconciliationQuery = z
  .strictObject({
    days: z.coerce.number().int().min(1).max(MOST_DAYS).optional(),
    from: Day.optional(),
    until: Day.optional(),
    format: z.enum(['json', 'csv']).default('json'),
    /** Of the words in a CSV; in English they are names that programs may rely on. */
    language: Language.default('en'),
  })
  .refine(({ days, from, until }) => (days === undefined ? isRange(from, until) : from === undefined && until === undefined))
const isRange = (from: string | undefined, until: string | undefined): boolean => {
  const days = from === undefined || until === undefined ? Number.NaN : (Date.parse(until) - Date.parse(from)) / 86_400_000
  return days >= 0 && days < MOST_DAYS
}
export type ReconciliationQuery = z.infer<typeof ReconciliationQuery>

/** Requests that came in on one day over one channel: received = answered + withdrawn + decided + open; and what people got that day. */
export const ReconciliationRow = z.strictObject({
  day: Day,
  channel: z.string(),
  received: z.int(),
  answered: z.int(),
  withdrawn: z.int(),
  /** Ended by a decision on record, by reason. */
  decided: z.record(z.string(), z.int()),
  open: z.int(),
  /** Of those open, how many whose promise is over; of those withdrawn and those decided, how many whose promise was over before. */
  late: z.int(),
  withdrawnLate: z.int(),
  decidedLate: z.int(),
  /** Of those answered, how many within their promise. */
  inTime: z.int(),
  /** What people got that day and promised to resolve, without what was merged into another. */
  toResolve: z.int(),
  /** Of these, how many were resolved within the promise, and how many whose promise was over before, or is by now. */
  resolvedInTime: z.int(),
  resolvedLate: z.int(),
})
export type ReconciliationRow = z.infer<typeof ReconciliationRow>
export const Reconciliation = z.strictObject({
  /** The days that were asked for, both included. */
  from: Day,
  until: Day,
  /** On whose clock they are counted, e.g. `Asia/Shanghai`. */
  timeZone: z.string(),
  rows: z.array(ReconciliationRow),
})
export type Reconciliation = z.infer<typeof Reconciliation>
