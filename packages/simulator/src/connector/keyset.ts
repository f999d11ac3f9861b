/** Pages by place in the list, not by count, so that a new transaction neither repeats nor hides one. */
import type { WalletTransaction } from '@yingda/protocol/wallet.ts'
import * as z from 'zod'
import { newer } from '../story/overview.ts'

const Place = z.tuple([z.iso.datetime(), z.string().min(1).max(100)])

const cursorOf = ({ createdAt, id }: WalletTransaction) => Buffer.from(JSON.stringify([createdAt, id])).toString('base64url')

function placeOf(cursor: string) {
  try {
    return Place.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString())).data
  } catch {
    return undefined
  }
}

export type Page = { transactions: WalletTransaction[]; nextCursor: string | null }

/** @returns null when the cursor is not one of ours */
export function pageOf(newestFirst: readonly WalletTransaction[], cursor: string | undefined, limit: number): Page | null {
  const place = cursor === undefined ? null : placeOf(cursor)
  if (place === undefined) return null
  const rest = place ? newestFirst.filter((one) => newer({ createdAt: place[0], id: place[1] }, one)) : newestFirst
  const transactions = rest.slice(0, limit)
  const last = transactions.at(-1)
  return { transactions, nextCursor: last && rest.length > limit ? cursorOf(last) : null }
}
