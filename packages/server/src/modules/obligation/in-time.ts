/** What "in time" means, in every figure there is. */
import { sql, type RawBuilder } from 'kysely'

/**
 * The time of obligation `o` had not run out before it ended, or by now where it is open. What was answered as it came in never
 * had a deadline. What was late once stays so, also where it was put to another time afterwards and that one was kept.
 */
export const isInTime = (o: string, now: Date): RawBuilder<boolean> =>
  sql`(${sql.ref(`${o}.missed_at`)} is null
    and coalesce(${sql.ref(`${o}.closed_at`)}, ${now.toISOString()}::timestamptz) <= coalesce(${sql.ref(`${o}.due_at`)}, ${sql.ref(`${o}.closed_at`)}))`

/** A promise that was kept. */
export const isKept = (o: string, now: Date): RawBuilder<boolean> => sql`(${sql.ref(`${o}.closed_how`)} = 'answered' and ${isInTime(o, now)})`

/**
 * A promise that was not: answered too late, or its time ran out before somebody left, before something else was decided, or
 * while it is open. What was withdrawn or decided in time is nobody's promise any more; what was merged goes on in the other one.
 */
export const isMissed = (o: string, now: Date): RawBuilder<boolean> =>
  sql`(${sql.ref(`${o}.closed_reason`)} is distinct from 'closed:merged' and not ${isInTime(o, now)})`

/** What was promised to be resolved was, in time: after its end only what was late has a time. Where nothing was promised, nothing was kept. */
export const isResolvedInTime = (r: string): RawBuilder<boolean> =>
  sql`(${sql.ref(`${r}.ended_how`)} = 'resolved' and ${sql.ref(`${r}.minutes`)} is not null and ${sql.ref(`${r}.due_at`)} is null)`

/** Its time ran out before it ended, however it did, or by now; what was merged goes on in the other one. */
export const isUnresolvedInTime = (r: string, now: Date): RawBuilder<boolean> =>
  sql`(${sql.ref(`${r}.ended_how`)} is distinct from 'merged'
    and ${sql.ref(`${r}.due_at`)} <= coalesce(${sql.ref(`${r}.ended_at`)}, ${now.toISOString()}::timestamptz))`
