/**
 * A server reduced to its database: starts it, says so in one JSON line, looks after it, stops on SIGTERM. For the
 * tests, which kill it: `node owner.fixture.ts <json of startEmbedded's input without log>`.
 */
import { DatabaseOwned } from './problems.ts'
import { type EmbeddedInput, startEmbedded } from './start.ts'

const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`)
const tell = (message: string): void => say({ log: message })

try {
  const input = JSON.parse(process.argv[2] ?? '{}') as Omit<EmbeddedInput, 'log'>
  const database = await startEmbedded({ ...input, log: { info: tell, warn: tell, error: tell } })
  database.watch()
  process.once('SIGTERM', () => void database.stop().then(() => process.exit(0)))
  setInterval(() => undefined, 60_000)
  say({ url: database.url, dataDir: database.dataDir, adopted: database.adopted })
} catch (error) {
  if (error instanceof DatabaseOwned) say({ refusedBy: error.address })
  else say({ failed: error instanceof Error ? error.message : String(error) })
  process.exitCode = 1
}
