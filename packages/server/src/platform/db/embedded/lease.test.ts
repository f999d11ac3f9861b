import assert from 'node:assert/strict'
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { claimLease, readOwner } from './lease.ts'
import { DatabaseOwned } from './problems.ts'
import { ownIdentity, type ProcessIdentity } from './process-identity.ts'
import { aFolder } from './scenario.ts'

async function leave(dir: string, number: number, owner: Partial<ProcessIdentity>): Promise<string> {
  const path = join(dir, 'lease', `${number}.json`)
  await mkdir(join(dir, 'lease'), { recursive: true })
  const record = { owner: { ...(await ownIdentity()), ...owner }, address: 'http://old', takenAt: '', released: false }
  await writeFile(path, JSON.stringify(record))
  return path
}

test('the lease of a process whose pid was given to another is free at once', async (t) => {
  const dir = await aFolder(t)
  await leave(dir, 3, { startTime: '1' })
  const lease = await claimLease(dir, { address: 'http://new' })
  assert.deepEqual(await readdir(join(dir, 'lease')), ['4.json'])
  await lease.release()
})

test('of eight that find the same dead lease one takes it, in each of twenty rounds', async (t) => {
  for (let round = 0; round < 20; round++) {
    const dir = await aFolder(t)
    await leave(dir, 3, { startTime: '1' })
    const race = await Promise.allSettled(Array.from({ length: 8 }, (_, n) => claimLease(dir, { address: `http://${n}` })))
    const won = race.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    assert.equal(won.length, 1)
    assert.ok(race.every((result) => result.status === 'fulfilled' || result.reason instanceof DatabaseOwned))
    await won[0]?.release()
  }
})

test('an owner in another container counts as alive while its heartbeat moves, and as dead after it stops', async (t) => {
  const dir = await aFolder(t)
  const path = await leave(dir, 1, { space: 'another boot pid:[1]' })
  const beat = setInterval(() => void utimes(path, new Date(), new Date()), 500)
  await assert.rejects(claimLease(dir, { address: 'http://new' }), DatabaseOwned)
  clearInterval(beat)
  const lease = await claimLease(dir, { address: 'http://new' })
  assert.equal(await lease.isOurs(), true)
  await lease.release()
})

test('a lease cut short by a crash is waited for and then taken', async (t) => {
  const dir = await aFolder(t)
  await mkdir(join(dir, 'lease'))
  await writeFile(join(dir, 'lease', '1.json'), '{"own')
  const lease = await claimLease(dir, { address: 'http://new' })
  assert.equal((await readOwner(dir))?.address, 'http://new')
  await lease.release()
  assert.equal(await readOwner(dir), null, 'a released lease has no owner')
})

test('who has lost its lease knows, and releases nothing of the new owner', async (t) => {
  const dir = await aFolder(t)
  const lost = await claimLease(dir, { address: 'http://lost' })
  await leave(dir, 2, {})
  assert.equal(await lost.isOurs(), false)
  await lost.release()
  assert.equal((await readOwner(dir))?.address, 'http://old')
})
