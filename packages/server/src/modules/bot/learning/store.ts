/** The only file that names the bot's table. Claims use the database's clock, so that servers whose clocks differ agree. */
import { sql } from 'kysely'
import type { Language } from '@yingda/protocol/language.ts'
import type { CommandContext, QueryContext } from '../../../platform/command.ts'
import { tables } from './tables.ts'

type Ctx = Pick<QueryContext, 'db'>

/** Whoever learns renews the claim well before; a server that dies lets go by it. */
const CLAIM = sql<Date>`now() + interval '30 seconds'`
/** Beside what is in use: going back to the articles or the program of before costs nothing. */
const KEPT_BEFORE = 1

/** @returns null while nobody has learned it */
export async function readLearned({ db }: Ctx, key: Buffer): Promise<Buffer | null> {
  const row = await tables(db).selectFrom('bot_learned').select('weights').where('key', '=', key).executeTakeFirst()
  return row?.weights ?? null
}

/** @returns whether the learning is ours now; false when another is at it or has done it */
export async function claimLearning({ db }: CommandContext, { key, language }: { key: Buffer; language: Language }): Promise<boolean> {
  const claimed = await tables(db)
    .insertInto('bot_learned')
    .values({ key, language, claimed_until: CLAIM, learned_at: null, weights: null })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet({ claimed_until: CLAIM })
        .where('bot_learned.learned_at', 'is', null)
        .where('bot_learned.claimed_until', '<', sql<Date>`now()`),
    )
    .returning('key')
    .executeTakeFirst()
  return claimed !== undefined
}

export async function renewClaim({ db }: CommandContext, key: Buffer): Promise<void> {
  await tables(db).updateTable('bot_learned').set({ claimed_until: CLAIM }).where('key', '=', key).where('learned_at', 'is', null).execute()
}

/** Forget a claim that came to nothing, or what cannot be read: the next who asks may learn it. */
export async function forgetLearned({ db }: CommandContext, key: Buffer): Promise<void> {
  await tables(db).deleteFrom('bot_learned').where('key', '=', key).execute()
}

/** Keep what was learned, and let go of what was learned before the one before it. */
export async function keepLearned(
  { db, now }: CommandContext,
  { key, language, weights }: { key: Buffer; language: Language; weights: Buffer },
): Promise<void> {
  await tables(db)
    .insertInto('bot_learned')
    .values({ key, language, claimed_until: sql<Date>`now()`, learned_at: now, weights })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ learned_at: now, weights }))
    .execute()
  const others = tables(db).selectFrom('bot_learned').where('language', '=', language).where('key', '<>', key)
  await tables(db)
    .deleteFrom('bot_learned')
    .where('language', '=', language)
    .where('key', '<>', key)
    .where((eb) =>
      eb.or([
        eb.and([eb('learned_at', 'is', null), eb('claimed_until', '<', sql<Date>`now()`)]),
        eb('key', 'in', others.select('key').where('learned_at', 'is not', null).orderBy('learned_at', 'desc').offset(KEPT_BEFORE)),
      ]),
    )
    .execute()
}
