/** Starts a server: configuration, database, migrations, demo, roles. Run through `npm start`. */
import { hostname } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startSimulator, type Simulator } from '@yingda/simulator/start.ts'
import { createApp, type App } from './app.ts'
import { buildStaleFrontEnds } from './app/build-front-ends.ts'
import { loadDemo } from './app/load-demo.ts'
import { startStatusAlone } from './app/status-alone.ts'
import { announceFirstAdmin, ensureTeam, firstAdminLink, type Printer } from './modules/identity/api.ts'
import { systemClock } from './platform/clock.ts'
import { loadConfig, type Config } from './platform/config.ts'
import { ConfigError } from './platform/config/problems.ts'
import { loadStatusAlone, type StatusAloneConfig } from './platform/config/status-alone.ts'
import { awaitDatabase } from './platform/db/await-database.ts'
import { DatabaseOwned, EmbeddedFailed } from './platform/db/embedded/problems.ts'
import { startEmbedded } from './platform/db/embedded/start.ts'
import { migrate } from './platform/db/migrate.ts'
import { openDatabase } from './platform/db/open.ts'
import { listeningAt } from './platform/http/listening.ts'
import { operatorWords } from './platform/operator-words.ts'
import { ANOTHER_SECRET, leaveMark } from './platform/session-mark.ts'
import { endTrial, IN_EARNEST, isOnTrial, ON_TRIAL } from './platform/trial.ts'
import { createLog } from './platform/telemetry.ts'
import { newId } from './platform/uuid.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const SYSTEM = { kind: 'system' } as const
const STOP_WITHIN_MS = 20_000

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** What has been started so far, to be stopped from the last to the first: when the server is told to, and when a start fails. */
const started: (() => Promise<unknown>)[] = []
let told = false
/** Of a server that has started: what it does between the word to stop and its end. */
let farewell: (() => Promise<void>) | null = null
let servesOnMs = 0

/** Thrown between two steps of a start that is not wanted any more. */
class Told extends Error {}
const goOn = (): void => {
  if (told) throw new Told()
}

async function main(): Promise<void> {
  const alone = loadStatusAlone(process.env, { root: ROOT })
  if (alone !== null) return showStatus(alone)
  const config = loadConfig(process.env, { root: ROOT, inEarnest: process.argv.includes(IN_EARNEST) })
  servesOnMs = config.drainSeconds * 1000
  const nodeId = newId(systemClock.now().getTime())
  const log = createLog(config.logLevel, nodeId)
  await buildStaleFrontEnds(ROOT, say)
  goOn()

  const embedded =
    config.databaseUrl === null
      ? await startEmbedded({ dir: config.dataDir, archiveDir: config.archiveDir, log: { info: say, warn: say, error: say }, address: config.publicUrl })
      : null
  if (embedded !== null) started.push(() => embedded.stop())
  goOn()
  embedded?.watch()
  const database = openDatabase(embedded?.url ?? config.databaseUrl ?? '', {
    onError: (error) => log.warn({ err: error }, 'a database connection was lost'),
  })
  started.push(() => database.close())
  if (embedded === null) await awaitDatabase(database.pool, { say, goOn })
  await migrate(database.pool)
  if (await leaveMark(database.db, config.sessionSecret, systemClock.now())) log.warn(ANOTHER_SECRET)
  goOn()

  const app = await createApp({ config, database, log, nodeId, clock: systemClock })
  started.push(() => app.stop())
  const demo = config.demo ? await loadDemo(app.runner) : null
  await app.runner.run(SYSTEM, ensureTeam)
  const place = { host: config.host, port: config.demoWalletPort }
  const simulator = demo === null || config.wallet === null ? null : await listeningAt(place, () => startDemoWallet(config, demo.storyFrom))
  // Sockets and requests are let go before the wallet they may ask.
  if (simulator !== null) started.splice(-1, 0, () => simulator.close())
  goOn()
  await app.start()
  farewell = async () => {
    app.leave()
    await wait(servesOnMs)
  }
  // Not before it works: what cannot start, or finds another at work there, stays on trial.
  if (isOnTrial(config.dataDir) && !config.onTrial) {
    endTrial(config.dataDir)
    say(`The trial of ${config.dataDir} is over: it is the deployment from now on.`)
  }
  goOn()
  await greet(config, app, { simulator, nodeId })
}

/** Nothing but the status page. */
async function showStatus(config: StatusAloneConfig): Promise<void> {
  const alone = await startStatusAlone(config)
  started.push(() => alone.stop())
  say(`Yingda 应答: the status page is ready at http://${config.host}:${alone.port}/status`)
  if (alone.missing !== null)
    say(`No copy that can be read lies in ${alone.missing} yet, and the page says so. A server with the role worker and the same STORAGE writes it there.`)
}

async function startDemoWallet(config: Config, storyFrom: Date): Promise<Simulator> {
  const { wallet, webhook, customerKeys } = config
  return startSimulator({
    host: config.host,
    port: config.demoWalletPort,
    deskUrl: config.publicUrl,
    connectorSecret: wallet?.secret ?? '',
    identitySecret: customerKeys?.kind === 'secret' ? customerKeys.secret : '',
    webhookSecret: webhook?.secret ?? '',
    brand: config.brand,
    now: () => systemClock.now(),
    storyFrom,
  })
}

async function greet(config: Config, app: App, { simulator, nodeId }: { simulator: Simulator | null; nodeId: string }): Promise<void> {
  const firstAdmin = await wordsOfFirstAdmin(config, app, { nodeId, host: hostname(), processId: process.pid })
  say('')
  say(`Yingda 应答 is ready`)
  if (simulator !== null) say(`  Demo wallet with its chat   ${simulator.url}/demo-wallet/`)
  say(`  Agent console               ${config.publicUrl}/console/${simulator === null ? '' : '   (demo sign-in, one click)'}`)
  say(`  API documents               ${config.publicUrl}/docs`)
  if (firstAdmin !== null) say(firstAdmin)
  if (config.onTrial) say(`  ${ON_TRIAL} When it is to be the deployment: npm start -- ${IN_EARNEST}`)
  say('')
}

const ANOTHER_WAY = 'npm run admin -- create --email you@example.com --name "Your Name"'

/** Null: somebody is on the staff. */
async function wordsOfFirstAdmin({ databaseUrl, roles }: Config, { runner, identity }: App, own: Printer): Promise<string | null> {
  const asked = (link: string): string => `  First admin, one-time link  ${link}`
  if (databaseUrl === null) {
    // Nobody else is there to print one; a process that was killed just now may still seem to be.
    const link = await runner.run(SYSTEM, (ctx) => firstAdminLink(ctx, identity))
    return link === null ? null : asked(link)
  }
  if (!roles.includes('worker')) return null
  const found = await runner.run(SYSTEM, (ctx) => announceFirstAdmin(ctx, identity, own))
  if (found.is === 'there') return null
  if (found.is === 'asked') return asked(found.link)
  const { printer, at } = found
  return `  First admin                 the one-time link was printed at ${at.toISOString()} by process ${printer.processId} on ${printer.host}; where it is lost: ${ANOTHER_WAY}`
}

let stopping: Promise<void> | null = null
/** Once, whoever asks: a signal may come while a start that has failed is being taken down, and waits for that. */
const stopAll = (): Promise<void> =>
  (stopping ??= (async () => {
    for (const stop of started.toReversed()) await stop()
  })())

/** The first signal lets go of the proxy and drains, or ends a start between two of its steps; a second one, or too long a drain, ends it at once. */
function stopOnSignal(running: Promise<void>): void {
  const stop = async (): Promise<void> => {
    if (told) process.exit(1)
    told = true
    setTimeout(() => process.exit(1), servesOnMs + STOP_WITHIN_MS).unref()
    await running.catch(() => undefined)
    await farewell?.()
    await stopAll()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop())
}

const running = main()
stopOnSignal(running)
running.catch(async (error: unknown) => {
  if (error instanceof Told) return
  process.stderr.write(`${inWords(error)}\n`)
  await stopAll().catch(() => undefined)
  process.exit(1)
})

/** What a person can mend is said in words; everything else is a bug and shows its stack. */
function inWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof ConfigError || error instanceof DatabaseOwned || error instanceof EmbeddedFailed) return error.message
  if ('code' in error && error.code === 'EADDRINUSE')
    return `Another program listens there already: ${error.message}. Stop it, or set PORT (and in the demo DEMO_WALLET_PORT) to a free port.`
  return operatorWords(error) ?? error.stack ?? error.message
}
