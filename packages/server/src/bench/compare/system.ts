/** This desk as a system of a comparison harness: on the harness's own PostgreSQL, in a database of its own. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openBus } from '../../platform/bus.ts'
import { systemClock } from '../../platform/clock.ts'
import { createRunner } from '../../platform/command.ts'
import { freePort } from '../../platform/db/embedded/free-port.ts'
import { openDatabase } from '../../platform/db/open.ts'
import { freshDatabase } from '../place.ts'
import { seedParties } from '../seed.ts'
import { newSecrets, startServer, type Server } from '../server.ts'
import { partiesFile, type PartiesFile } from './parties-file.ts'

/** The harness measures its peers with so many at most. */
const USERS = Number(process.env['USERS'] ?? 5000)

type System = { proto: string; url: string; start(): Promise<number[]>; stop(): Promise<void> }

/** @param proto the protocol's file, from the harness's folder */
export async function yingdaSystem(proto: string, pgUrl: string): Promise<System> {
  const port = await freePort()
  let server: Server | null = null
  let folder = ''
  return {
    proto,
    url: `http://127.0.0.1:${port}`,
    async start() {
      folder = mkdtempSync(join(tmpdir(), 'yingda-compare-'))
      chmodSync(folder, 0o711)
      const secrets = newSecrets()
      const databaseUrl = await freshDatabase(pgUrl)
      const database = openDatabase(databaseUrl, { max: 2 })
      const runner = createRunner({ db: database.db, bus: await openBus(), clock: systemClock, groupsFor: () => [] })
      const { parties } = await seedParties(runner, secrets, Math.ceil(USERS / 2))
      await database.close()
      const seeded: PartiesFile = { databaseUrl, parties }
      writeFileSync(partiesFile(), JSON.stringify(seeded), { mode: 0o600 })
      const flags = process.env['BENCH_PROFILE'] === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${process.env['BENCH_PROFILE']}`]
      server = await startServer({ databaseUrl, folder, secrets, port, flags })
      return [server.pid]
    },
    async stop() {
      await server?.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
