/** Composition root: the only file that names every module, its routes, its reactions and its jobs. */
import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { BUILT, serveFrontEnds, stampedIn, type FrontEnds } from './app/front-ends.ts'
import { KEPT_FOLDER, keptPieceJobs, startKeeping } from './app/kept-files.ts'
import { describeApi } from './app/describe-api.ts'
import { measureDesk, measureLines } from './app/measurements.ts'
import { measureRequests, operationsRoutes } from './app/operations.ts'
import { startReadiness } from './app/readiness.ts'
import { admissionParts } from './app/admission-parts.ts'
import { secureHeaders } from './app/secure-headers.ts'
import { tokenSettings, visitorLimits } from './app/settings.ts'
import { registerStaffRoutes } from './app/staff-routes.ts'
import { statusParts } from './app/status-parts.ts'
import { startSockets } from './app/sockets.ts'
import { startWorking } from './app/background.ts'
import { accessPorts, knownReader } from './app/access-ports.ts'
import { attachmentJobs, attachmentRoutes, createLinks, openInspector } from './modules/attachment/api.ts'
import { botReaction, callBackMovedReaction, createBot, outOfHoursReaction } from './modules/bot/api.ts'
import { conversationJobs, countOpenAssignedTo, isTeamBusy, listReaction, mayReadEntry, searchReaction } from './modules/conversation/api.ts'
import { customerSignIn, tokenVerifier } from './modules/customer/api.ts'
import { addressJobs, deliveryReaction, joinedReaction, mailChannel, mailJobs, webChannel } from './modules/channels/api.ts'
import { createSeals, type IdentityDeps } from './modules/identity/api.ts'
import { countVisitorUse, intakePorts } from './modules/intake/api.ts'
import { careAsking } from './modules/desk/api.ts'
import { knowledgeRoutes, openKnowledge } from './modules/knowledge/api.ts'
import { messageNotices } from './modules/notice/api.ts'
import type { Gateway } from './modules/realtime/api.ts'
import { handBackReaction, staysReaction } from './modules/routing/api.ts'
import { httpWallet } from './modules/wallet/api.ts'
import { reconcileJobs, startTellingOverload } from './modules/watch/api.ts'
import { admitRequests } from './platform/admission/door.ts'
import { openBus } from './platform/bus.ts'
import type { Clock } from './platform/clock.ts'
import { createRunner, type CommandContext, type Runner } from './platform/command.ts'
import type { Config } from './platform/config.ts'
import type { Database } from './platform/db/open.ts'
import { givenUpJobs } from './platform/given-up.ts'
import { hostReader } from './platform/http/address.ts'
import { listeningAt } from './platform/http/listening.ts'
import { buildHttp, closeHttp } from './platform/http/app.ts'
import type { RouteAccess } from './platform/http/access.ts'
import { guardDoors, knownNames } from './platform/http/cross-origin.ts'
import type { Apart, JobHandlers } from './platform/jobs.ts'
import { keepFor } from './platform/kept.ts'
import { openMailLine } from './platform/mail/line.ts'
import { groupsByType, type Reaction } from './platform/react.ts'
import { sharing } from './platform/react-sharing.ts'
import { openStorage } from './platform/storage/open.ts'
import { openPages } from './platform/storage/pages.ts'
import { createMetrics } from './platform/telemetry.ts'

export type AppOptions = {
  config: Config
  database: Database
  log: Logger
  /** By which the other servers know this one, and its log. */
  nodeId: string
  clock: Clock
  /** The folder of help articles to publish; those that come with the program by default. */
  articleFolder?: string | undefined
  /** Where the built console and widget lie; beside the program by default. */
  frontEnds?: FrontEnds | undefined
}

export type App = {
  http: FastifyInstance
  runner: Runner
  hot: Runner
  identity: IdentityDeps
  /** The running server's own list of routes and who may use them. */
  routes: readonly RouteAccess[]
  /** Resolves when the bot knows the articles that are published now. */
  botLearned(): Promise<void>
  /** Listens, and starts what works in the background. @returns the port */
  start(): Promise<number>
  /** Says that no more work is to be sent here, and goes on. */
  leave(): void
  /** Lets requests in hand finish, tells sockets to come back, stops background work. */
  stop(): Promise<void>
}

/** So many connections may wait to be taken up: whoever is not among them tries again a second later at the earliest. */
const MOST_KNOCKING = 4096

export async function createApp({ config, database, log, nodeId, clock, articleFolder, frontEnds = BUILT }: AppOptions): Promise<App> {
  const { db, pool } = database
  const bus = await openBus(config.natsUrl ?? undefined, (error) => log.warn({ err: error }, 'message bus'))
  const metrics = createMetrics()
  measureLines(metrics, { pools: { db: pool, hot: database.hotPool }, bus })
  const storage = await openStorage(config.storage)
  const inspector = openInspector({ onTrouble: (trouble) => log.warn({ trouble }, 'a file could not be looked into') })
  const wallet = config.wallet === null ? null : httpWallet({ ...config.wallet, log })
  const brand = { name: { 'zh-CN': config.brand.zh, en: config.brand.en }, botName: { 'zh-CN': config.botName.zh, en: config.botName.en } }

  // Reactions run commands, and commands need to know who reacts to what: told below, before anything runs.
  let groupsFor: CommandContext['groupsFor'] = () => []
  const deps = { bus, clock, groupsFor: (...asked: Parameters<typeof groupsFor>) => groupsFor(...asked) }
  const runner = createRunner({ db, ...deps })
  /** What is said, what reacts to all of it and what shows it: the same statements over and over. */
  const hot = createRunner({ db: database.hot, transact: database.transactHot, ...deps, kept: keepFor(1000) })
  const knowledge = await openKnowledge({ runner, log, brand: brand.name, folder: articleFolder })
  const notices = config.webhook === null ? null : messageNotices({ runner, log, webhook: config.webhook, now: () => clock.now() })
  const care = wallet === null ? null : careAsking({ runner, wallet })
  const line = config.mail === null ? null : openMailLine(config.mail.smtp, { now: () => clock.now() })
  const signs = (): string => `${status.board.shown()?.snapshot.at} ${bus.measure().heard}`
  const readiness = startReadiness({ pool, signs })
  const status = statusParts({ config, runner, isDatabaseThere: readiness.isDatabaseThere, clock, log, brand: brand.name, line })
  const bot = createBot({ runner, knowledge, names: brand.botName, timeZone: config.timeZone, log })
  const reactions: Reaction[] = [
    botReaction(bot),
    outOfHoursReaction(bot),
    callBackMovedReaction(bot),
    ...sharing('following', [listReaction(hot.run), searchReaction(hot), deliveryReaction({ runner: hot, afterMinutes: config.mailAfterMinutes })], {
      db: database.hot,
      log,
      paceMs: 500,
    }),
    handBackReaction(runner),
    staysReaction(runner),
    joinedReaction(runner),
    ...(care === null ? [] : [care.reaction]),
    ...(notices === null ? [] : [notices.reaction]),
    ...(status.subscribers === null ? [] : [status.subscribers.reaction]),
    ...(status.mails === null ? [] : [status.mails.reaction]),
  ]
  groupsFor = groupsByType(reactions)

  const limits = visitorLimits(config)
  const intake = intakePorts({ runner, hot, wallet, limits })
  const admission = admissionParts({ lines: database.lines, post: intake.post, metrics })
  const verify = tokenVerifier(await tokenSettings(config), log, () => metrics.keysUnread.inc())
  const signInCustomer = customerSignIn(runner, verify, () => clock.now())
  const identity: IdentityDeps = {
    runner,
    seals: createSeals(config.sessionSecret),
    publicUrl: new URL(config.publicUrl),
    demo: config.demo,
    brand: { name: brand.name },
    timeZone: config.timeZone,
    openConversations: countOpenAssignedTo,
    isTeamBusy,
  }

  const { app, routes } = buildHttp({ log, trustProxy: config.trustProxy, ports: accessPorts({ identity, signInCustomer }) })
  const names = knownNames({ ...config, port: () => (app.server.address() as AddressInfo | null)?.port ?? config.port }) // listens on TCP
  const hostOf = hostReader(config.trustProxy)
  await secureHeaders(app, { isHttps: config.publicUrl.startsWith('https:') })
  guardDoors(app, names, hostOf)
  measureRequests(app, metrics)
  admitRequests(app, admission)
  await describeApi(app)
  const state = { leaving: false, draining: false }
  await app.register(operationsRoutes, {
    metrics,
    look: measureDesk(metrics, runner),
    readiness,
    token: config.metricsToken,
    isLeaving: () => state.leaving || state.draining,
  })
  const doors = {
    runner,
    intake,
    bus,
    wallet,
    limits,
    admission,
    brand,
    timeZone: config.timeZone,
    hasMail: config.mail !== null,
    statusPage: `${config.publicUrl}/status`,
    isDraining: () => state.draining,
  }
  const web = webChannel({ runner, doors })
  const mail =
    config.mail === null || line === null ? null : mailChannel({ runner, mail: config.mail, line, brand: brand.name, timeZone: config.timeZone, log })
  const delivering = { runner, web, mail, log }
  for (const channel of [web, mail]) await channel?.receive?.(app)
  await app.register(knowledgeRoutes, { knowledge, readers: { knownAs: knownReader(verify, () => clock.now()), addressFactor: limits.addressFactor } })
  await app.register(attachmentRoutes, {
    runner,
    storage,
    quotaBytes: config.storageQuotaBytes,
    inspector,
    links: createLinks(config.sessionSecret),
    reach: { mayRead: mayReadEntry },
    async countUpload(actor, request) {
      if (actor.kind === 'customer') await countVisitorUse(db, limits, { actor, address: request.ip, limit: limits.uploads, id: null })
    },
  })
  await registerStaffRoutes(app, { runner, identity, wallet, post: intake.post, hasMail: mail !== null, timeZone: config.timeZone })
  await status.register(app)
  const pieces = openPages(config.storage, KEPT_FOLDER)
  await serveFrontEnds(app, { ...frontEnds, pieces, frameAncestors: config.consoleFrameAncestors })

  const jobs: JobHandlers = {
    ...attachmentJobs({ runner, storage }),
    ...conversationJobs(runner),
    ...reconcileJobs(runner),
    ...addressJobs(runner),
    ...givenUpJobs(runner, log),
    ...keptPieceJobs({ pages: pieces, runner, log }),
    ...status.jobs,
  }
  const apart: Apart[] = [
    { handlers: { ...mailJobs(delivering), ...status.mails?.jobs }, atOnce: 4 },
    { handlers: { ...care?.jobs, ...notices?.jobs, ...status.subscribers?.jobs }, atOnce: 8 },
  ]
  const plays = (role: Config['roles'][number]): boolean => config.roles.includes(role)
  const background: { stop(): Promise<void> }[] = []
  let gateway: Gateway | null = null
  bus.subscribe((hint) => hint.kind === 'streams' && metrics.streams.inc(hint.ids.length))

  return {
    http: app,
    runner,
    hot,
    identity,
    routes,
    botLearned: async () => bot.learning.learned(await knowledge.library()),
    async start() {
      // Before anybody can knock: after a restart all sockets come back at once.
      if (plays('gateway')) {
        const { server } = app
        const access = { customerSignIn: signInCustomer, identity, names, hostOf, trustProxy: config.trustProxy, limits }
        gateway = startSockets({ server, runner, hot, bus, log, nodeId, intake, admission, metrics, ...access })
      }
      await listeningAt(config, () => app.listen({ host: config.host, port: config.port, backlog: MOST_KNOCKING }))
      await status.board.look()
      background.push(startKeeping({ pages: pieces, folders: stampedIn(frontEnds), runner, log }))
      background.push(startTellingOverload({ runner, nodeId, crowd: admission.crowd, log }))
      if (plays('worker')) background.push(...(await startWorking({ database, runner, bus, log, clock, nodeId, reactions, jobs, apart, bot, delivering })))
      return (app.server.address() as AddressInfo).port // listens on TCP
    },
    leave() {
      state.leaving = true
    },
    async stop() {
      state.draining = true
      await gateway?.close()
      await closeHttp(app)
      line?.stop()
      await Promise.all([...background, readiness, status.board].map((work) => work.stop()))
      admission.stop()
      await inspector[Symbol.asyncDispose]()
      await bus.close()
    },
  }
}
