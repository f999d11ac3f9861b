/**
 * The server a simulated day runs against: the whole program on a fresh embedded database, in a process of its own, its
 * clock service on a scaled clock. The parent sends the staff and the clock, then changes of the clock's pace; this says
 * its port, and stops when the parent lets go.
 */
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { createApp } from '../app.ts'
import { loadDemoStaff, type DemoDesk } from '../modules/identity/api.ts'
import { loadConfig } from '../platform/config.ts'
import { startEmbedded } from '../platform/db/embedded/start.ts'
import { migrate } from '../platform/db/migrate.ts'
import { openDatabase } from '../platform/db/open.ts'
import { createLog } from '../platform/telemetry.ts'
import { newId } from '../platform/uuid.ts'
import { ClockSetting, scaledClock } from './scaled-clock.ts'

/** What the parent sends first. */
export type Beginning = { clock: ClockSetting /** At which it will run. */; speed: number; desk: DemoDesk; articleFolder: string | null }
const Pace = z.object({ pace: ClockSetting })

// Ctrl-C reaches the whole group: the parent ends the day and then lets go.
process.on('SIGINT', () => {})

const config = { ...loadConfig(process.env, { root: fileURLToPath(new URL('../../../../', import.meta.url)) }), wallet: null, webhook: null, mail: null }
const nodeId = newId(Date.now())
const log = createLog(config.logLevel, nodeId)
const [beginning] = (await once(process, 'message')) as [Beginning] // the parent is our own program
const scaled = scaledClock(beginning.clock)
const clock = { now: scaled.now, speed: beginning.speed }
const quiet = { info: () => {}, warn: () => {}, error: (text: string) => void process.stderr.write(`${text}\n`) }
const embedded = await startEmbedded({ dir: config.dataDir, log: quiet, address: config.publicUrl })
const database = openDatabase(embedded.url, { max: 20, onError: (error) => log.warn({ err: error }, 'a database connection was lost') })
await migrate(database.pool)
const app = await createApp({ config, database, log, nodeId, clock, ...(beginning.articleFolder === null ? {} : { articleFolder: beginning.articleFolder }) })
await app.runner.run({ kind: 'system' }, (ctx) => loadDemoStaff(ctx, beginning.desk))
const port = await app.start()
// The day begins with a bot that knows its articles.
await app.botLearned()

process.on('message', (message) => {
  const told = Pace.safeParse(message)
  if (told.success) scaled.set(told.data.pace)
})

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
