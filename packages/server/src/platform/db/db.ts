import type { Kysely } from 'kysely'

// oxlint-disable-next-line typescript/no-empty-object-type -- modules add their own tables by withTables()
export type NoTables = {}
/** The database as the platform knows it: no tables; a module's store names its own with `withTables`. */
export type Db = Kysely<NoTables>
