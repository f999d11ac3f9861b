/**
 * The server a replay runs against when it is not given one: the whole program on a fresh embedded database, in a
 * process of its own. Says its port to the parent and stops when the parent lets go.
 */
import { fileURLToPath } from 'node:url'
import { createApp } from '../app.ts'
import { loadDemo } from '../app/load-demo.ts'
import { systemClock } from '../platform/clock.ts'
import { loadConfig } from '../platform/config.ts'
import { startEmbedded } from '../platform/db/embedded/start.ts'
import { migrate } from '../platform/db/migrate.ts'
import { openDatabase } from '../platform/db/open.ts'
import { createLog } from '../platform/telemetry.ts'
import { newId } from '../platform/uuid.ts'

const config = loadConfig(process.env, { root: fileURLToPath(new URL('../../../../', import.meta.url)) })
const nodeId = newId(Date.now())
const log = createLog(config.logLevel, nodeId)
const quiet = { info: () => {}, warn: () => {}, error: (text: string) => void process.stderr.write(`${text}\n`) }
const embedded = await startEmbedded({ dir: config.dataDir, log: quiet, address: config.publicUrl })
const database = openDatabase(embedded.url, { max: 20, onError: (error) => log.warn({ err: error }, 'a database connection was lost') })
await migrate(database.pool)
const app = await createApp({ config, database, log, nodeId, clock: systemClock })
await loadDemo(app.runner)
const port = await app.start()
// The times a replay reports are those of a server that has learned its articles.
await app.botLearned()

function stop(): void {
  app
    .stop()
    .then(() => database.close())
    .then(() => embedded.stop())
    .finally(() => process.exit(0))
}
process.once('disconnect', stop)
// The parent may have let go while this was starting.
if (process.connected) process.send?.({ port, databaseUrl: embedded.url })
else stop()
