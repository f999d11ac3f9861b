/**
 * One server to be killed: what `main.ts` starts, without front ends and with few articles, so that it is back soon.
 * Arguments: the folder of articles. Prints `ready` when it answers.
 */
import { createApp } from '../../app.ts'
import { systemClock } from '../../platform/clock.ts'
import { loadConfig } from '../../platform/config.ts'
import { openDatabase } from '../../platform/db/open.ts'
import { createLog } from '../../platform/telemetry.ts'

const config = loadConfig(process.env, { root: process.cwd() })
const log = createLog(config.logLevel)
const database = openDatabase(config.databaseUrl ?? '', { max: 10 })
const app = await createApp({ config, database, log, clock: systemClock, articleFolder: process.argv[2] })
await app.start()
process.stdout.write('ready\n')
