import { sql, type RawBuilder } from 'kysely'

/** Where a page ended: at an instant to the microsecond, in a stream, at a number. */
type Place = { at: string; id: string; seq: string }

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Null = not one of ours, and the list begins at its beginning. */
export function readKeyset(cursor: string | undefined): Place | null {
  const [at = '', id = '', seq = ''] = cursor?.split('/') ?? []
  return INSTANT.test(at) && !Number.isNaN(Date.parse(at)) && UUID.test(id) && /^\d{1,15}$/.test(seq) ? { at, id, seq } : null
}

/** To be handed back for the next page. */
export const writeKeyset = ({ at, id, seq }: { at: string; id: string; seq: number }): string => `${at}/${id}/${seq}`

/** `at` of a row as it stands in a cursor. */
export const keysetInstant = (column: string): RawBuilder<string> => sql`to_char(${sql.ref(column)} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
