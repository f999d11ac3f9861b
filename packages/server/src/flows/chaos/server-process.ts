/**
 * One server to be killed: what `main.ts` starts, without front ends and with few articles, so that it is back soon.
 * Arguments: the folder of articles. Tells its parent `ready` when it answers; the parent may move its clock, and it
 * does not outlive the parent.
 */
import { createApp } from '../../app.ts'
import { loadConfig } from '../../platform/config.ts'
import { openDatabase } from '../../platform/db/open.ts'
import { createLog } from '../../platform/telemetry.ts'
import { newId } from '../../platform/uuid.ts'

let offsetMs = 0
process.on('message', (message) => {
  offsetMs = (message as { offsetMs: number }).offsetMs // the parent is cluster.ts, and says nothing else
})
process.on('disconnect', () => process.exit(1))

const config = loadConfig(process.env, { root: process.cwd() })
const nodeId = newId(Date.now())
const log = createLog(config.logLevel, nodeId)
const database = openDatabase(config.databaseUrl ?? '', { max: 10 })
const clock = { now: () => new Date(Date.now() + offsetMs) }
const app = await createApp({ config, database, log, nodeId, clock, articleFolder: process.argv[2] })
await app.start()
process.send?.('ready')
