import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { SYSTEM, aServer } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { isMailHeldUp } from './api.ts'

const { db } = await testDatabase()
const { runner } = await aServer(db)
const heldUp = (): Promise<boolean> => runner.query(SYSTEM, isMailHeldUp)

/** `isTriedAgain`: it has a time for its next attempt. */
const aDelivery = (state: string, reason: string, isTriedAgain = true) =>
  sql`
  insert into delivery (conversation_id, seq, customer_seq, customer_id, posted_at, channel, state, reason, mail_id, next_attempt_at, changed_at)
  values (${randomUUID()}, 1, 1, ${randomUUID()}, now(), 'email', ${state}, ${reason}, ${randomUUID()},
    ${isTriedAgain ? new Date().toISOString() : null}::timestamptz, now())`.execute(db)

test('mail stands still while its server is away or refuses us, not when one address is wrong, nor once it is over', async () => {
  await aDelivery('failed', 'mail_put_off')
  await aDelivery('undelivered', 'address_refused', false)
  assert.equal(await heldUp(), false)
  await aDelivery('failed', 'mail_server_away')
  assert.equal(await heldUp(), true)
  await sql`update delivery set state = 'accepted', reason = null, next_attempt_at = null`.execute(db)
  assert.equal(await heldUp(), false)
  await aDelivery('unknown', 'mail_server_refuses_us')
  assert.equal(await heldUp(), true)
})

for (const [state, when] of [
  ['undelivered', 'it has lasted for so long that its answers count as having reached nobody'],
  ['sending', 'the next attempt hangs'],
] as const)
  test(`mail stands still also once ${when}`, async () => {
    await sql`delete from delivery`.execute(db)
    await aDelivery(state, 'mail_server_away')
    assert.equal(await heldUp(), true)
  })
