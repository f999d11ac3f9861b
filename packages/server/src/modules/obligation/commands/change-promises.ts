import { isDeepStrictEqual } from 'node:util'
import type { PromiseStreamEntry } from '@yingda/protocol/entries/promise.ts'
import type { PromiseRow, PromisesBody, PromiseTerms } from '@yingda/protocol/http/promise.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { record } from '../../../platform/record.ts'
import { Refused } from '../../../platform/refused.ts'
import { lockPromises, savePromises } from '../promises.ts'

/** There is one table of promises, so its stream has one name everywhere. */
export const PROMISE_STREAM = '0199a000-0000-7000-8000-000000000001'

/**
 * Promise other times from now on. An answer that is owed already keeps the deadline it was given; how long a silent
 * agent keeps a conversation counts at once. The same ones again change nothing and are not recorded.
 *
 * @throws Refused `setting.changed`: one of them is not what it `was` any more
 */
export async function changePromises(ctx: CommandContext, { promises: wanted, was }: PromisesBody): Promise<void> {
  const before = await lockPromises(ctx)
  const changes = wanted.flatMap((row) => {
    const held = sameOf(before, row)
    return held === undefined || isDeepStrictEqual(termsOf(held), termsOf(row)) ? [] : [{ row, held }]
  })
  if (changes.length === 0) return
  if (changes.some(({ held }) => isChangedSince(was, held))) throw new Refused('setting.changed')
  await savePromises(
    ctx,
    changes.map(({ row }) => row),
  )
  const entries = changes.map(({ row, held }): PromiseStreamEntry => {
    const data = { promise: row.kind, priority: row.priority, before: termsOf(held), after: termsOf(row) }
    return { type: 'promise.changed', data }
  })
  const stream = { id: PROMISE_STREAM, kind: 'promise', customerId: null }
  await record(ctx, [{ stream, entries: entries.map((entry) => ({ ...entry, forCustomer: false })) }])
}

const termsOf = ({ minutes, warnPercent, releaseMinutes }: PromiseRow): PromiseTerms => ({ minutes, warnPercent, releaseMinutes })

const sameOf = (rows: readonly PromiseRow[], { kind, priority }: PromiseRow): PromiseRow | undefined =>
  rows.find((row) => row.kind === kind && row.priority === priority)

function isChangedSince(was: readonly PromiseRow[] | undefined, held: PromiseRow): boolean {
  const seen = was && sameOf(was, held)
  return seen !== undefined && !isDeepStrictEqual(termsOf(seen), termsOf(held))
}
