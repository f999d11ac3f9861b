import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { StaffId } from '@yingda/protocol/ids.ts'
import { anAgent } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { dropOldConnections, endGateway, goneStaff, onlineStaff, renewConnections, type Device } from './connections.ts'

const { db } = await testDatabase()

/** All leases as they are so many seconds later, by the only clock that counts for them. */
async function letPass(seconds: number): Promise<void> {
  await sql`update staff_connection set seen_until = seen_until - make_interval(secs => ${seconds})`.execute(db)
  await sql`update gateway_lease set seen_until = seen_until - make_interval(secs => ${seconds}), up_since = up_since - make_interval(secs => ${seconds})`.execute(
    db,
  )
}

type Gateway = { renew(...devices: Device[]): Promise<void>; stop(): Promise<void> }

function aGateway(): Gateway {
  const nodeId = randomUUID()
  return { renew: (...devices) => renewConnections(db, nodeId, devices), stop: () => endGateway(db, nodeId) }
}

const device = (staffId: StaffId, over: Partial<Device> = {}): Device => ({ staffId, deviceId: staffId, state: 'connected', silentMs: 0, ...over })
const isGone = async (staffId: StaffId): Promise<boolean> => (await goneStaff(db, [staffId])).has(staffId)
const isOnline = async (staffId: StaffId): Promise<boolean> => (await onlineStaff(db)).has(staffId)
const someone = async (): Promise<StaffId> => (await anAgent(db)).staffId

/** Gateways that have been there for long, each renewing every ten seconds; nothing else is. */
async function grownUp(devices: readonly Device[][]): Promise<Gateway[]> {
  await sql`delete from staff_connection`.execute(db)
  await sql`delete from gateway_lease`.execute(db)
  const gateways = devices.map(aGateway)
  for (let round = 0; round < 5; round += 1) {
    await Promise.all(gateways.map((gateway, index) => gateway.renew(...(devices[index] ?? []))))
    await letPass(10)
  }
  await Promise.all(gateways.map((gateway, index) => gateway.renew(...(devices[index] ?? []))))
  return gateways
}

test('whose last socket is closed gets nothing new at once, and is gone after the lease, not before', async () => {
  const staffId = await someone()
  const [gateway] = await grownUp([[device(staffId)]])
  assert.deepEqual([await isOnline(staffId), await isGone(staffId)], [true, false])
  await gateway?.renew(device(staffId, { state: 'closed' }))
  assert.deepEqual([await isOnline(staffId), await isGone(staffId)], [false, false])
  await letPass(20)
  await gateway?.renew(device(staffId, { state: 'closed', silentMs: 20_000 }))
  await letPass(6)
  assert.equal(await isGone(staffId), false)
  await letPass(2)
  await gateway?.renew()
  assert.equal(await isGone(staffId), true)
})

test('who is back within the lease has never been gone, and of two devices one is enough', async () => {
  const [back, two] = [await someone(), await someone()]
  const phone = { deviceId: randomUUID() }
  const [gateway] = await grownUp([[device(back), device(two), device(two, phone)]])
  await gateway?.renew(device(back, { state: 'closed' }), device(two, { state: 'closed' }), device(two, phone))
  await letPass(25)
  await gateway?.renew(device(back), device(two, phone))
  await letPass(25)
  await gateway?.renew(device(back), device(two, phone))
  assert.deepEqual([await isGone(back), await isGone(two)], [false, false])
  await gateway?.renew(device(back, { state: 'ended' }), device(two, { ...phone, state: 'ended' }))
  assert.deepEqual([await isGone(back), await isGone(two)], [true, true])
})

test('the database is away for less than a lease, from any moment between two renewals on: nobody is gone before his gateway could renew', async () => {
  for (const sinceRenewal of [0, 3, 6, 9.5])
    for (const away of [8, 13, 17, 25, 40]) {
      const staffId = await someone()
      // as every fifth second: he answered a ping 4.9 s before the renewal
      const sinceAnswer = { silentMs: 4900 }
      const [gateway] = await grownUp([[device(staffId, sinceAnswer)]])
      await letPass(sinceRenewal)
      await letPass(away)
      assert.equal(await isGone(staffId), false, `back after ${away} s, ${sinceRenewal} s after a renewal`)
      await gateway?.renew(device(staffId, sinceAnswer))
      assert.equal(await isGone(staffId), false)
    }
})

test('a gateway that renews as usual lets nobody stay longer for it: who is silent is gone within the lease', async () => {
  const staffId = await someone()
  const [gateway] = await grownUp([[device(staffId)]])
  for (const silentMs of [10_000, 20_000]) {
    await letPass(10)
    await gateway?.renew(device(staffId, { silentMs }))
  }
  await letPass(7)
  assert.equal(await isGone(staffId), true)
})

test('who signs out is gone at once, also from a gateway that has just come up; who never was connected is not gone', async () => {
  const [staffId, never] = [await someone(), await someone()]
  await grownUp([])
  await aGateway().renew(device(staffId, { state: 'ended' }))
  assert.deepEqual([await isGone(staffId), await isGone(never)], [true, false])
})

test('the database was away for two minutes: nobody lapses, though every lease had; who left meanwhile goes after the grace', async () => {
  const [stays, leaves, other] = [await someone(), await someone(), await someone()]
  const [first, second] = await grownUp([[device(stays), device(leaves)], [device(other)]])
  await letPass(120)
  assert.deepEqual(await goneStaff(db, null), new Set())
  await first?.renew(device(stays))
  await letPass(9)
  assert.deepEqual(await goneStaff(db, null), new Set(), 'the other gateway has not had its turn')
  await second?.renew(device(other))
  for (const _ of [1, 2]) {
    await letPass(10)
    await Promise.all([first?.renew(device(stays)), second?.renew(device(other))])
    assert.deepEqual(await goneStaff(db, null), new Set())
  }
  await letPass(10)
  await Promise.all([first?.renew(device(stays)), second?.renew(device(other))])
  assert.deepEqual(await goneStaff(db, null), new Set([leaves]))
})

test('a short outage: the gateway that had renewed last is not the judge of one that has not had its turn', async () => {
  const [here, there] = [await someone(), await someone()]
  const [first, second] = await grownUp([[device(here)], [device(there)]])
  await letPass(5)
  await first?.renew(device(here))
  await letPass(24)
  assert.deepEqual(await goneStaff(db, null), new Set(), 'the first has 3 s left, the second lapsed 2 s ago')
  await second?.renew(device(there))
  await first?.renew(device(here))
  await letPass(10)
  assert.deepEqual(await goneStaff(db, null), new Set())
})

test('the only gateway is killed and another started after 40 seconds: whoever returns within the grace has never been gone', async () => {
  const [back, lost] = [await someone(), await someone()]
  await grownUp([[device(back), device(lost)]])
  await letPass(40)
  assert.deepEqual(await goneStaff(db, null), new Set())
  await letPass(200)
  assert.deepEqual(await goneStaff(db, null), new Set(), 'while no gateway is there nobody could be')
  const next = aGateway()
  await next.renew()
  await letPass(10)
  await next.renew()
  assert.deepEqual(await goneStaff(db, null), new Set())
  await letPass(10)
  await next.renew(device(back))
  await letPass(11)
  await next.renew(device(back))
  assert.deepEqual(await goneStaff(db, null), new Set([lost]))
})

test('one of two gateways is dead for good: who does not reconnect to the other is gone a grace after its lease', async () => {
  const [moves, lost] = [await someone(), await someone()]
  const [stays] = await grownUp([[], [device(moves), device(lost)]])
  for (const silent of [10, 20, 30, 40, 50]) {
    await letPass(10)
    await stays?.renew(device(moves))
    assert.equal(await isGone(lost), false, `${silent} s after its last renewal`)
  }
  await letPass(10)
  await stays?.renew(device(moves))
  assert.deepEqual(await goneStaff(db, null), new Set([lost]))
})

test('one of two is killed and started again after 40 seconds: its agents have the whole grace of the new one', async () => {
  const staffId = await someone()
  const [stays] = await grownUp([[], [device(staffId)]])
  await letPass(39)
  const again = aGateway()
  for (const _ of [1, 2, 3]) {
    await Promise.all([stays?.renew(), again.renew()])
    assert.equal(await isGone(staffId), false)
    await letPass(9)
  }
  await again.renew(device(staffId))
  await letPass(5)
  await Promise.all([stays?.renew(), again.renew(device(staffId))])
  assert.equal(await isGone(staffId), false)
})

test('a gateway that stood still and wakes is believed only after the grace, whatever the other one did', async () => {
  const staffId = await someone()
  const [awake, slept] = await grownUp([[], [device(staffId)]])
  for (const _ of [1, 2, 3, 4]) {
    await letPass(10)
    await awake?.renew()
  }
  await slept?.renew(device(staffId, { silentMs: 40_000 }))
  assert.equal(await isGone(staffId), false, 'its sockets have not been asked yet')
  await letPass(5)
  await slept?.renew(device(staffId))
  assert.deepEqual([await isOnline(staffId), await isGone(staffId)], [true, false])
})

test('an ordered stop gives whoever was connected a whole lease to come back', async () => {
  const staffId = await someone()
  const [stays, stops] = await grownUp([[], [device(staffId)]])
  await letPass(9)
  await stops?.stop()
  assert.equal(await isOnline(staffId), false)
  await stays?.renew()
  await letPass(25)
  await stays?.renew()
  assert.equal(await isGone(staffId), false)
  await letPass(3)
  await stays?.renew()
  assert.equal(await isGone(staffId), true)
})

test('leases that lapsed long ago go once there is a newer one; the last one says that somebody left, and stays', async () => {
  const [back, lost] = [await someone(), await someone()]
  const [gateway] = await grownUp([[device(back), device(lost)]])
  await letPass(2 * 3600)
  await gateway?.renew(device(back, { deviceId: randomUUID() }))
  await dropOldConnections(db)
  const { rows } = await sql<{ staff_id: StaffId }>`select staff_id from staff_connection`.execute(db)
  assert.deepEqual(rows.map((row) => row.staff_id).toSorted(), [back, lost].toSorted())
  for (const _ of [1, 2, 3, 4]) {
    await letPass(10)
    await gateway?.renew()
  }
  assert.equal(await isGone(lost), true)
})
