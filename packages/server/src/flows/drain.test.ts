/** A server that is told to stop lets nobody wait for it, and tells the others to come back. */
import assert from 'node:assert/strict'
import diagnostics from 'node:diagnostics_channel'
import { test } from 'node:test'
import { aTeam } from '../testing/builders.ts'
import { testDatabase } from '../testing/database.ts'
import { aKnownCustomer } from './callers.ts'
import { aDesk } from './desk.ts'
import { called } from './line.ts'
import { started } from './talk.ts'

const database = await testDatabase()

test('a long-poll that waits is answered, sockets are told to come back, and the server is gone within three seconds', async () => {
  const desk = await aDesk(database)
  await desk.start()
  await aTeam(database.db)
  const customer = await aKnownCustomer(desk)
  const id = await started(customer)
  const line = await called(desk, customer)
  const entries = `${desk.origin()}/api/customer/conversations/${id}/entries?after=1000`
  const arrived = requestArrives('waitMs=20000')
  const waiting = fetch(`${entries}&waitMs=20000`, { headers: customer.headers })
  await arrived
  // It has come in, and a later one that does not wait is answered already: by now it has read, and waits.
  assert.equal((await fetch(entries, { headers: customer.headers })).status, 200)
  const from = performance.now()
  await desk.stop()
  assert.ok(performance.now() - from < 3000, `${Math.round(performance.now() - from)} ms`)
  const answer = await waiting
  assert.equal(answer.status, 200)
  assert.deepEqual(((await answer.json()) as { entries: unknown[] }).entries, []) // as the contract says
  assert.equal(await line.closed(), 1001)
})

/** When a server of this process has taken in a request for such an address. */
function requestArrives(part: string): Promise<void> {
  const channel = 'http.server.request.start'
  return new Promise((resolve) => {
    const look = (message: unknown): void => {
      const { request } = message as { request: { url: string } } // as Node documents this channel
      if (!request.url.includes(part)) return
      diagnostics.unsubscribe(channel, look)
      resolve()
    }
    diagnostics.subscribe(channel, look)
  })
}
