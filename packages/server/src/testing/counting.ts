import type { KyselyPlugin } from 'kysely'
import type { Db } from '../platform/db/db.ts'

/** The same database; `asked()` is how many statements have been made for it so far. */
export function counting(db: Db): { db: Db; asked(): number } {
  let statements = 0
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      statements += 1
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  }
  return { db: db.withPlugin(plugin), asked: () => statements }
}
