import type { Db } from './db.ts'

/**
 * One transaction around `work`. What `work` leaves in `onTheirWay` are statements it has sent and does not wait for:
 * they come before the commit, and what becomes of them is what becomes of the transaction.
 */
export type Transact = <T>(work: (tx: Db, onTheirWay: Promise<unknown>[]) => Promise<T>) => Promise<T>

/** Statement after statement. */
export const transactOn =
  (db: Db): Transact =>
  (work) =>
    db.transaction().execute(async (tx) => {
      const onTheirWay: Promise<unknown>[] = []
      try {
        return await work(tx, onTheirWay)
      } finally {
        await allOf(onTheirWay)
      }
    })

/** @throws what the first of them that failed has failed of: those after it only failed because the transaction had */
export async function allOf(onTheirWay: readonly Promise<unknown>[]): Promise<void> {
  const outcomes = await Promise.allSettled(onTheirWay)
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
}
