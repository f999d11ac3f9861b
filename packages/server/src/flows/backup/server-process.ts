/**
 * What `main.ts` starts on a data folder, without front ends and with few articles, so that it is there soon. Arguments:
 * the folder of articles. Prints `ready` when it answers.
 */
import { createApp } from '../../app.ts'
import { systemClock } from '../../platform/clock.ts'
import { loadConfig } from '../../platform/config.ts'
import { startEmbedded } from '../../platform/db/embedded/start.ts'
import { migrate } from '../../platform/db/migrate.ts'
import { openDatabase } from '../../platform/db/open.ts'
import { createLog } from '../../platform/telemetry.ts'
import { newId } from '../../platform/uuid.ts'

const quiet = { info: () => {}, warn: () => {}, error: () => {} }
const config = loadConfig(process.env, { root: process.cwd() })
const embedded = await startEmbedded({ dir: config.dataDir, archiveDir: config.archiveDir, log: quiet, address: config.publicUrl })
const database = openDatabase(embedded.url, { max: 20 })
await migrate(database.pool)
const nodeId = newId(Date.now())
const app = await createApp({ config, database, log: createLog(config.logLevel, nodeId), nodeId, clock: systemClock, articleFolder: process.argv[2] })
await app.start()
process.once('SIGTERM', async () => {
  await app.stop()
  await database.close()
  await embedded.stop()
  process.exit(0)
})
process.stdout.write('ready\n')
