/** Nodes that react, without a server: each over the file's own database. */
import { sql } from 'kysely'
import { pino } from 'pino'
import { fixedClock } from '../testing/fixed-clock.ts'
import { testDatabase } from '../testing/database.ts'
import { openBus } from './bus.ts'
import { createRunner, type CommandContext } from './command.ts'
import { groupsByType, startReactions, type Reaction, type RecordedEntry } from './react.ts'
import { record } from './record.ts'

export const SYSTEM = { kind: 'system' } as const

export async function reactingNodes() {
  const { db, beforeDrop } = await testDatabase()
  const log = pino({ level: 'silent' })

  /** One node that reacts, over the file's database. `handled` collects what its handler was given. */
  async function aNode(options: { group: string; together?: true; handle?: (entries: readonly RecordedEntry[]) => Promise<void> }) {
    const handled: RecordedEntry[] = []
    const reaction: Reaction = {
      group: options.group,
      on: [`${options.group}.happened`],
      ...(options.together === true ? { together: true } : {}),
      async handle(entries) {
        await options.handle?.(entries)
        handled.push(...entries)
      },
    }
    const bus = await openBus()
    const groupsFor = groupsByType([reaction])
    const { run } = createRunner({ db, bus, clock: fixedClock(), groupsFor })
    const happen = (ctx: CommandContext, ids: readonly string[]) =>
      record(
        ctx,
        ids.map((id) => ({ stream: { id, kind: 'test', customerId: null }, entries: [{ type: `${options.group}.happened`, data: {}, forCustomer: false }] })),
      )
    const start = (): void => {
      const work = startReactions({ db, bus, log, reactions: [reaction] })
      beforeDrop(() => work.stop())
    }
    return { run, happen, start, handled }
  }

  /** Streams that this group has not handled as far as they are due. */
  const openOf = async (group: string): Promise<number> => {
    const { rows } = await sql<{ count: number }>`select count(*) from reaction_due where reaction_group = ${group} and due_seq > handled_seq`.execute(db)
    return rows[0]?.count ?? -1
  }

  const claimedOf = async (group: string): Promise<number> =>
    (await sql`select from reaction_due where reaction_group = ${group} and claimed_until > now()`.execute(db)).rows.length
  /** A command holds the row of this stream for as long as `work` takes. */
  const whileHeld = (group: string, streamId: string, work: () => Promise<void>): Promise<void> =>
    db.transaction().execute(async (tx) => {
      await sql`select from reaction_due where reaction_group = ${group} and stream_id = ${streamId} for update`.execute(tx)
      await work()
    })

  return { db, beforeDrop, log, aNode, openOf, claimedOf, whileHeld }
}
