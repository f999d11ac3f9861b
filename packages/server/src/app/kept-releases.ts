/** Which releases left pieces on the storage, and when a server of each was last here: a bucket may be closed to whoever wants to list it. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { CommandContext, QueryContext } from '../platform/command.ts'

const FACT = 'front_ends_of:'

/** Told apart by what its front ends are made of. By the database's clock, as servers' own differ. */
export async function noteRelease({ db }: CommandContext, pieces: readonly string[]): Promise<void> {
  const name = FACT + createHash('sha256').update(pieces.join('\n')).digest('hex').slice(0, 32)
  await sql`insert into deployment_fact (name, value, at) values (${name}, ${JSON.stringify({ pieces })}::jsonb, now())
    on conflict (name) do update set at = excluded.at`.execute(db)
}

export type GoneRelease = {
  name: string
  /** Those that no release has which is still here, or has been gone for less long. */
  pieces: string[]
}

/** The one that has been gone for longest, for so many days at least. */
export async function longestGone({ db }: QueryContext, forDays: number): Promise<GoneRelease | null> {
  const { rows } = await sql<GoneRelease>`
    with gone as (
      select name, at, value->'pieces' as pieces from deployment_fact
      where starts_with(name, ${FACT}::text) and at < now() - make_interval(days => ${forDays}) order by at, name limit 1
    )
    select name, array(
      select piece from jsonb_array_elements_text(gone.pieces) as piece
      where not exists (select from deployment_fact other where starts_with(other.name, ${FACT}::text) and other.name <> gone.name and other.value->'pieces' ? piece)
    ) as pieces from gone`.execute(db)
  return rows[0] ?? null
}

/** Unless it has come back meanwhile. */
export async function forgetRelease({ db }: CommandContext, name: string, forDays: number): Promise<void> {
  await sql`delete from deployment_fact where name = ${name} and at < now() - make_interval(days => ${forDays})`.execute(db)
}
