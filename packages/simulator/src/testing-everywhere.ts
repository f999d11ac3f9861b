/** For tests: what must hold for every customer, told at odd hours and days, read then and later. */
import assert from 'node:assert/strict'
import type { WalletOverview, WalletTransaction } from '@yingda/protocol/wallet.ts'
import fc from 'fast-check'
import type { CustomerStory } from './story/script.ts'
import { walletData } from './wallet-data.ts'

const ODD_TIMES = [
  '2026-11-20T06:32:00.000Z', // the afternoon of the mock-ups
  '2026-11-19T16:03:00.000Z', // three minutes past midnight in Shanghai
  '2026-12-31T22:59:59.000Z', // the last minute of the year in Rome
  '2027-01-31T16:00:00.000Z', // a month begins in Shanghai
  '2028-02-29T12:00:00.000Z',
  '2026-03-29T00:59:00.000Z', // one minute before summer time in Rome
  '2026-10-25T01:30:00.000Z', // the hour that comes twice
]
const HOUR = 3_600_000

export type Read = { story: CustomerStory; asOf: Date; overview: WalletOverview; transactions: WalletTransaction[] }

function readAll(anchor: Date, laterMs: number): Read[] {
  const data = walletData(anchor)
  const asOf = new Date(anchor.getTime() + laterMs)
  return data.stories.map((story) => {
    const overview = data.overview(story.customer.externalId, asOf)
    const transactions = data.transactions(story.customer.externalId, asOf)
    assert.ok(overview && transactions)
    return { story, asOf, overview, transactions }
  })
}

const atOddTimes = ODD_TIMES.flatMap((time) => [0, 2 * HOUR, 72 * HOUR].flatMap((later) => readAll(new Date(time), later)))
const anchors = fc.date({ min: new Date('2026-01-01'), max: new Date('2031-01-01'), noInvalidDate: true })

/** Proves `sense` for each customer: at the odd times, and at random ones, read at the anchor and up to a month later. */
export function everywhere(sense: (read: Read) => void): void {
  atOddTimes.forEach(sense)
  fc.assert(
    fc.property(anchors, fc.nat(30 * 24), (anchor, hours) => readAll(anchor, hours * HOUR).forEach(sense)),
    { numRuns: 5 },
  )
}
