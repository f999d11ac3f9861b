/**
 * How a command runs: one function, one transaction, one actor; hints go out after commit and only then. A query gets
 * the same context without a transaction.
 */
import type { Actor } from './actor.ts'
import { onNoErrand } from './admission/work.ts'
import type { Bus } from './bus.ts'
import type { Clock } from './clock.ts'
import type { Db } from './db/db.ts'
import { transactOn, type Transact } from './db/transact.ts'
import { keepNothing, type Kept } from './kept.ts'
import type { Around } from './react.ts'
import type { Written } from './written.ts'

export type QueryContext = { readonly db: Db; readonly now: Date; readonly actor: Actor }

type Touched = { streams: Set<string>; groups: Set<string>; states: Set<string>; rights: Set<string>; written: Written[] }

export type CommandContext = QueryContext & {
  /** Streams written and state changed by this command, told to the bus after commit. */
  readonly touched: Touched
  /** Statements whose answers the command does not need: it commits behind them, and fails if one of them does. */
  readonly onTheirWay: Promise<unknown>[]
  /** Settings that may be as old as it keeps them. */
  readonly kept: Kept
  /** Reaction groups that answer an entry of this type. */
  readonly groupsFor: (entryType: string, around: Around) => readonly string[]
}

/** Its answer is not waited for: the command goes on, and commits behind it. */
export function sendOff(ctx: CommandContext, statement: Promise<unknown>): void {
  statement.catch(() => undefined) // heard of at the commit
  ctx.onTheirWay.push(statement)
}

export type RunCommand = <T>(actor: Actor, command: (ctx: CommandContext) => Promise<T>) => Promise<T>
export type RunQuery = <T>(actor: Actor, query: (ctx: QueryContext) => Promise<T>) => Promise<T>
export type Runner = { run: RunCommand; query: RunQuery }

type Dependencies = { db: Db; bus: Bus; clock: Clock; groupsFor: CommandContext['groupsFor']; kept?: Kept; transact?: Transact }

const MAX_ATTEMPTS = 4

export function createRunner({ db, bus, clock, groupsFor, kept = keepNothing, transact = transactOn(db) }: Dependencies): Runner {
  return {
    query: (actor, query) => query({ db, now: clock.now(), actor }),
    async run(actor, command) {
      for (let attempt = 1; ; attempt += 1) {
        const touched: Touched = { streams: new Set(), groups: new Set(), states: new Set(), rights: new Set(), written: [] }
        try {
          const result = await transact((tx, onTheirWay) => command({ db: tx, now: clock.now(), actor, touched, onTheirWay, kept, groupsFor }))
          // Whoever listens works for all, not for who happened to write.
          onNoErrand(() => tellAfterCommit(bus, touched))
          return result
        } catch (error) {
          if (attempt >= MAX_ATTEMPTS || !wasRolledBackForConcurrency(error)) throw error
        }
      }
    },
  }
}

/** Serialisation failure, deadlock, a prepared statement whose table a migration has changed. */
const NOTHING_DONE = new Set<unknown>(['40001', '40P01', '0A000'])

/** The transaction certainly did nothing, so it may simply run again. */
function wasRolledBackForConcurrency(error: unknown): boolean {
  return error instanceof Error && 'code' in error && NOTHING_DONE.has(error.code)
}

function tellAfterCommit(bus: Bus, touched: CommandContext['touched']): void {
  if (touched.written.length > 0) bus.show(touched.written)
  if (touched.streams.size > 0) bus.publish({ kind: 'streams', ids: [...touched.streams] })
  if (touched.groups.size > 0) bus.publish({ kind: 'reactions', groups: [...touched.groups] })
  for (const conversationId of touched.states) bus.publish({ kind: 'state', conversationId })
  for (const staffId of touched.rights) bus.publish({ kind: 'rights', staffId })
}
