/**
 * The books. Every movement of money is a set of postings that sums to zero per currency; balances are only ever
 * read off the postings. A customer's account has three ledgers: what can be spent, what is on hold, and what is
 * on its way in. Everything else (banks, merchants, other wallets, fees) is one ledger a name.
 */
export type Posting = { ledger: string; amountMinor: number; currency: string }

export type JournalEntry = { at: Date; postings: Posting[] }

export const availableOf = (accountId: string) => `${accountId}/available`
export const reservedOf = (accountId: string) => `${accountId}/reserved`
export const unclearedOf = (accountId: string) => `${accountId}/uncleared`

/** A sum moved from one ledger to another: two postings, zero together. */
export const move = (from: string, to: string, amountMinor: number, currency: string): Posting[] =>
  amountMinor === 0
    ? []
    : [
        { ledger: from, amountMinor: -amountMinor, currency },
        { ledger: to, amountMinor, currency },
      ]

/** What stands on one ledger after every entry up to and including `asOf`. */
export const standingOf = (journal: readonly JournalEntry[], ledger: string, asOf: Date): number =>
  journal
    .filter((entry) => entry.at <= asOf)
    .flatMap((entry) => entry.postings)
    .filter((posting) => posting.ledger === ledger)
    .reduce((sum, posting) => sum + posting.amountMinor, 0)

export type Balances = { current: number; available: number; reserved: number; uncleared: number }

/** An account's four figures, in minor units. Money on hold is still the customer's: current = available + reserved. */
export function balancesAt(journal: readonly JournalEntry[], accountId: string, asOf: Date): Balances {
  const available = standingOf(journal, availableOf(accountId), asOf)
  const reserved = standingOf(journal, reservedOf(accountId), asOf)
  return { current: available + reserved, available, reserved, uncleared: standingOf(journal, unclearedOf(accountId), asOf) }
}
