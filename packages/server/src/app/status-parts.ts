/** All of the status page, as `createApp` joins it to the rest. */
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import type { Bilingual } from '@yingda/protocol/language.ts'
import {
  componentsHere,
  incidentMails,
  incidentNotices,
  incidentRoutes,
  openBoard,
  STATUS_FOLDER,
  statusJobs,
  statusRoutes,
  subscriptionLinks,
  subscriptionRoutes,
  type StatusBoard,
} from '../modules/incident/api.ts'
import { isMailHeldUp } from '../modules/channels/api.ts'
import { isWalletThere } from '../modules/wallet/api.ts'
import { recentAlarms, type AlarmKind } from '../modules/watch/api.ts'
import type { Clock } from '../platform/clock.ts'
import type { QueryContext, Runner } from '../platform/command.ts'
import type { Config } from '../platform/config.ts'
import type { JobHandlers } from '../platform/jobs.ts'
import type { MailLine } from '../platform/mail/line.ts'
import type { Reaction } from '../platform/react.ts'
import { openPages } from '../platform/storage/pages.ts'

type Needed = { config: Config; runner: Runner; isDatabaseThere: () => boolean; clock: Clock; log: Logger; brand: Bilingual; line: MailLine | null }
export type StatusParts = {
  board: StatusBoard
  /** Null when nobody is subscribed by the configuration. */
  subscribers: { reaction: Reaction; jobs: JobHandlers } | null
  /** Null when no mail goes out. */
  mails: { reaction: Reaction; jobs: JobHandlers } | null
  jobs: JobHandlers
  /** Registers the public's doors and the staff's. */
  register(app: FastifyInstance): Promise<void>
}

export function statusParts({ config, runner, isDatabaseThere, clock, log, brand, line }: Needed): StatusParts {
  const { wallet, publicUrl, timeZone, contacts } = config
  const pages = openPages(config.storage, STATUS_FOLDER)
  const components = componentsHere({ hasWallet: wallet !== null, hasEmail: config.mail !== null, functions: config.walletFunctions })
  const board = openBoard({ pages, log, clock, isDatabaseThere: async () => isDatabaseThere() })
  const page = `${publicUrl}/status`
  const webhooks = config.statusWebhooks
  const subscribers = webhooks === null ? null : incidentNotices({ runner, webhooks, page, now: () => clock.now() })
  const links = subscriptionLinks(config.sessionSecret, publicUrl)
  const mails =
    config.mail === null || line === null
      ? null
      : incidentMails({ runner, log, line, head: { from: config.mail.from, brand, timeZone, components, links, page } })
  return {
    board,
    subscribers,
    mails,
    jobs: statusJobs({
      runner,
      pages,
      publicUrl,
      log,
      components,
      contacts,
      brand,
      timeZone,
      stuckReactions,
      isCrowded,
      isMailHeldUp,
      isWalletThere: wallet === null ? null : () => isWalletThere(wallet),
      subscribeAt: mails === null ? null : `${page}/subscriptions`,
      lookAfterMails: mails === null ? null : () => mails.lookAfter(),
    }),
    async register(app) {
      await app.register(statusRoutes, { board, publicUrl })
      await app.register(subscriptionRoutes, { runner, links, brand, hasMail: mails !== null, now: () => clock.now() })
      await app.register(incidentRoutes, { prefix: '/api/staff', runner, components })
    },
  }
}

const openAlarms = async (ctx: QueryContext, wanted: AlarmKind): Promise<string[]> =>
  (await recentAlarms(ctx)).flatMap(({ kind, subject, clearedAt }) => (kind === wanted && clearedAt === null ? [subject] : []))
const stuckReactions = (ctx: QueryContext): Promise<string[]> => openAlarms(ctx, 'reaction_stuck')
const isCrowded = async (ctx: QueryContext): Promise<boolean> => (await openAlarms(ctx, 'turned_away')).length > 0
