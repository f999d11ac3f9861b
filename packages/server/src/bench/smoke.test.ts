/** That the harness measures at all, with next to no load. No time is asserted. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBus } from '../platform/bus.ts'
import { systemClock } from '../platform/clock.ts'
import { createRunner } from '../platform/command.ts'
import { testDatabase } from '../testing/database.ts'
import { runLoad } from './load/run-load.ts'
import { cpuUs, memoryBytes } from './machine.ts'
import { seedParties } from './seed.ts'
import { newSecrets } from './server.ts'
import { withServer, withUpToDate } from './stage.ts'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

test('two pairs talk through a real server: everything that was said is acknowledged and delivered once', { skip: process.platform !== 'linux' }, async (t) => {
  const { db, url } = await testDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'yingda-bench-test-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const secrets = newSecrets()
  const { parties } = await seedParties(createRunner({ db, bus: await openBus(), clock: systemClock, groupsFor: () => [] }), secrets, 2)
  assert.equal(parties.length, 4)
  await withServer({ url, secrets }, { folder }, [], async (server) => {
    const result = await runLoad(
      {
        to: 'desk',
        origin: server.origin,
        parties: await withUpToDate(db, parties),
        pace: { kind: 'closed', inFlight: 1 },
        warmUpMs: 100,
        measureMs: 500,
        drainMs: 5000,
        body: 'x'.repeat(200),
        asideConversationId: null,
      },
      { serverPid: server.pid, postgresPid: process.pid },
    )
    assert.ok(result.sent > 0)
    assert.deepEqual([result.lost, result.doubled, result.refused], [0, 0, 0])
    assert.ok(cpuUs(server.pid) > 0 && memoryBytes(server.pid) > 1e6)
  })
})
