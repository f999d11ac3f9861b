/**
 * Reactions that follow whatever is said, in no hurry and in no particular order, share one cursor on every stream: it is
 * due once, claimed once, read once and marked once for all of them. One that fails harms no other: what it could not do
 * becomes due for its own group, where it is tried again like any reaction.
 */
import type { Logger } from 'pino'
import { isConnectionLost } from './db/connection-lost.ts'
import type { Db } from './db/db.ts'
import type { Reaction, RecordedEntry } from './react.ts'
import { makeDue } from './react-due.ts'
import { isNotNow } from './refused.ts'

type Parts = { db: Db; log: Logger; paceMs: number }

/** @returns the members, and the reaction that calls on them */
export function sharing(group: string, members: readonly Reaction[], { db, log, paceMs }: Parts): Reaction[] {
  const handBack = async (member: Reaction, entries: readonly RecordedEntry[], error: unknown): Promise<void> => {
    log.error({ err: error, group: member.group }, 'a reaction failed and will be tried again by itself')
    await makeDue(db, member.group, rangesOf(entries))
  }
  const shared: Reaction = {
    group,
    on: [...new Set(members.flatMap((member) => member.on))],
    together: true,
    paceMs,
    async handle(entries) {
      for (const member of members) {
        const own = entries.filter(({ type, actor }) => member.on.includes(type) && member.of?.includes(actor.kind) !== false)
        if (own.length === 0) continue
        await member.handle(own).catch((error: unknown) => {
          if (isConnectionLost(error) || isNotNow(error)) throw error
          return handBack(member, own, error)
        })
      }
    },
  }
  return [shared, ...members.map((member): Reaction => ({ ...member, together: true, shares: group }))]
}

/** Of each stream from where to where. */
function rangesOf(entries: readonly RecordedEntry[]): { streamId: string; fromSeq: number; toSeq: number }[] {
  return [...Map.groupBy(entries, ({ streamId }) => streamId)].map(([streamId, own]) => ({
    streamId,
    fromSeq: Math.min(...own.map(({ seq }) => seq)),
    toSeq: Math.max(...own.map(({ seq }) => seq)),
  }))
}
