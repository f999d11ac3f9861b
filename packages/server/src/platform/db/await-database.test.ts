import assert from 'node:assert/strict'
import { test } from 'node:test'
import { awaitDatabase } from './await-database.ts'

const fault = (code: string): Error => Object.assign(new Error(`said ${code}`), { code })
/** A database that answers with each of these in turn, then well. */
function answering(faults: Error[]) {
  const query = async (): Promise<void> => {
    const next = faults.shift()
    if (next !== undefined) throw next
  }
  return { query } as never // only this of a pool is used
}
const quickly = { goOn: () => {}, tryEveryMs: 1 }

test('a database that is away or starts up is waited for, and that is said, but not at each try', async () => {
  const said: string[] = []
  await awaitDatabase(answering([fault('ECONNREFUSED'), fault('57P03'), fault('ENOTFOUND')]), { ...quickly, say: (line) => said.push(line) })
  assert.deepEqual(said, ['The database cannot be reached (said ECONNREFUSED). Yingda waits for it.'])
})

test('one that refuses us is not waited for, and nobody waits longer than wanted', async () => {
  await assert.rejects(awaitDatabase(answering([fault('28P01')]), { ...quickly, say: () => {} }), { code: '28P01' })
  let left = 3
  const goOn = (): void => {
    if ((left -= 1) === 0) throw new Error('told to stop')
  }
  await assert.rejects(awaitDatabase(answering(Array.from({ length: 9 }, () => fault('ECONNREFUSED'))), { ...quickly, goOn, say: () => {} }), /told to stop/)
})
