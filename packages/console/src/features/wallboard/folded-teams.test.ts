import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foldedTeams } from './folded-teams.ts'

const quiet = (id: number) => ({ id, waiting: 0, atRisk: 0, missed: 0, held: 0, callBacksDue: 0, nextPromise: null })
const busy = (id: number) => ({ ...quiet(id), waiting: 1 })
const idsOf = (teams: readonly { id: number }[]) => teams.map(({ id }) => id)
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index)

test('of many teams those in which something stands are in sight, and quiet ones as long as it is not many', () => {
  assert.deepEqual(idsOf(foldedTeams(upTo(8).map(quiet))), upTo(8))
  assert.deepEqual(idsOf(foldedTeams([...upTo(29).map(quiet), busy(29)])), [...upTo(7), 29])
  assert.deepEqual(
    idsOf(foldedTeams([quiet(0), ...upTo(10).map((id) => busy(id + 1)), quiet(11)])),
    upTo(10).map((id) => id + 1),
  )
  assert.deepEqual(idsOf(foldedTeams([...upTo(8).map(quiet), { ...quiet(8), missed: 1 }])), [...upTo(7), 8])
})
