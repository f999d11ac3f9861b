import { createHash } from 'node:crypto'
import type { Client } from 'pg'
import type { Counts } from './manifest.ts'

/** Named by record() in this order; where a command goes on from there to others, whoever locks them all may have to give way. */
const WRITTEN_LAST = ['stream', 'entry', 'entry_content', 'reaction_due'].map((name) => `public.${name}`)
const STREAMS_AT_ONCE = 20_000

/** Every table whose rows survive a crash, quoted, with its schema; those that every command writes last come last. */
export async function lastingTables(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname <> 'information_schema' and n.nspname !~ '^pg_'
     order by 1`,
  )
  const names = rows.map((row) => row.name)
  return [...names.filter((name) => !WRITTEN_LAST.includes(name)), ...WRITTEN_LAST.filter((name) => names.includes(name))]
}

/** Count everything in the transaction that is open on `client`: one snapshot, so that all figures are of one instant. */
export async function countAll(client: Client): Promise<Counts> {
  const tables: Record<string, number> = {}
  for (const name of (await lastingTables(client)).sort()) {
    const { rows } = await client.query<{ rows: string }>(`select count(*)::text as rows from ${name}`)
    tables[name] = Number(rows[0]?.rows)
  }
  return { tables, streams: await lastNumbers(client) }
}

async function lastNumbers(client: Client): Promise<Counts['streams']> {
  const hash = createHash('sha256')
  let count = 0
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await client.query<{ id: string; last: string }>(
      `select id::text, last_seq || ' ' || last_customer_seq as last from stream where id > $1 order by id limit ${STREAMS_AT_ONCE}`,
      [after],
    )
    for (const { id, last } of rows) hash.update(`${id} ${last}\n`)
    count += rows.length
    after = rows.at(-1)?.id ?? after
    if (rows.length < STREAMS_AT_ONCE) return { count, sha256: hash.digest('hex') }
  }
}

/** What differs, in words; empty when all agrees. */
export function differences(said: Counts, found: Counts): string[] {
  const names = [...new Set([...Object.keys(said.tables), ...Object.keys(found.tables)])]
  const tables = names.filter((name) => said.tables[name] !== found.tables[name])
  const streams = said.streams.count === found.streams.count && said.streams.sha256 === found.streams.sha256
  return [
    ...tables.map((name) => `${name} has ${found.tables[name] ?? 'no'} rows instead of ${said.tables[name] ?? 'none'}`),
    ...(streams ? [] : ['the last numbers of the streams differ']),
  ]
}

export async function migrationNumber(client: Client): Promise<number> {
  const { rows } = await client.query<{ number: number }>('select coalesce(max(number), 0) as number from schema_migration')
  return rows[0]?.number ?? 0
}
