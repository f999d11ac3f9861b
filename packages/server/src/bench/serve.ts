/**
 * The measured server: what `main.ts` starts, all roles in one process, on a database that is given. Argument: the
 * folder of articles. Says its port to the parent; SIGUSR2 collects garbage, so that memory can be compared.
 */
import { createApp } from '../app.ts'
import { systemClock } from '../platform/clock.ts'
import { loadConfig } from '../platform/config.ts'
import { openDatabase } from '../platform/db/open.ts'
import { createLog } from '../platform/telemetry.ts'
import { newId } from '../platform/uuid.ts'

const config = loadConfig(process.env, { root: process.cwd() })
const nodeId = newId(Date.now())
const log = createLog(config.logLevel, nodeId)
const database = openDatabase(config.databaseUrl ?? '', { max: 20 })
const app = await createApp({ config, database, log, nodeId, clock: systemClock, articleFolder: process.argv[2] })
const port = await app.start()

process.on('SIGUSR2', () => globalThis.gc?.())
process.on('SIGTERM', () => {
  void app
    .stop()
    .then(() => database.close())
    .then(() => process.exit(0))
})
process.on('disconnect', () => process.exit(0)) // whoever measured is gone
process.send?.({ port })
