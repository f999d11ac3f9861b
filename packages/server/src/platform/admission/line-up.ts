import type pg from 'pg'
import type { Line } from './line.ts'
import { errandNow } from './work.ts'

type Tell = (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: boolean | Error) => void) => void

/** Whoever wants a connection of this pool stands in line for it, in the order of what the request is worth. */
export function lineUp(pool: pg.Pool, line: Line): void {
  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient> // without a callback it answers a promise
  pool.on('release', () => line.leave())
  const inTurn = async (): Promise<pg.PoolClient> => {
    await line.enter(errandNow())
    return connect().catch((error: unknown) => {
      line.leave()
      throw error
    })
  }
  const connectInTurn = (tell?: Tell): Promise<pg.PoolClient> | undefined => {
    if (tell === undefined) return inTurn()
    inTurn().then(
      (client) => tell(undefined, client, client.release),
      (error: Error) => tell(error, undefined, () => {}),
    )
    return undefined
  }
  pool.connect = connectInTurn as typeof pool.connect // both of its forms
}
