import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import pino from 'pino'
import type { Crowd } from '../../platform/admission/admission.ts'
import { aServer, SYSTEM } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { lookOnce, recentAlarms } from './api.ts'
import { tellOverload } from './tell-overload.ts'

const { db } = await testDatabase()
const { runner } = await aServer(db)
const open = async () => {
  const alarms = await runner.query(SYSTEM, recentAlarms)
  return alarms.filter(({ kind, clearedAt }) => kind === 'turned_away' && clearedAt === null)
}

/** One server, looked at again and again. */
function aTeller() {
  const nodeId = randomUUID()
  let said = false
  return {
    nodeId,
    async look(crowd: Crowd | null) {
      said = await tellOverload({ runner, nodeId, crowd: () => crowd }, said)
    },
  }
}

test('a rush that lasts raises one alarm for each server it falls upon, with how many were turned away, and is taken back when it is over', async () => {
  const [one, other] = [aTeller(), aTeller()]
  await one.look({ forMs: 29_999, turnedAway: 5 })
  assert.deepEqual(await open(), [])
  await one.look({ forMs: 30_000, turnedAway: 6 })
  await one.look({ forMs: 35_000, turnedAway: 9 })
  await other.look({ forMs: 60_000, turnedAway: 1 })
  const counts = new Map((await open()).map(({ subject, data }) => [subject, data['count']]))
  assert.deepEqual(
    counts,
    new Map([
      [other.nodeId, 1],
      [one.nodeId, 9],
    ]),
  )
  await one.look(null)
  await one.look(null)
  assert.deepEqual(
    (await open()).map(({ subject }) => subject),
    [other.nodeId],
  )
  await other.look(null)
})

test('what a server said that died meanwhile is taken back by the watch, no sooner than its word lapses', async () => {
  const dead = aTeller()
  await dead.look({ forMs: 30_000, turnedAway: 1 })
  await lookOnce(runner, pino({ level: 'silent' }))
  assert.equal((await open()).length, 1)
  await sql`update alarm set data = data || jsonb_build_object('believedUntil', (now() - interval '1 second')::text) where subject = ${dead.nodeId}`.execute(db)
  await lookOnce(runner, pino({ level: 'silent' }))
  assert.deepEqual(await open(), [])
})
