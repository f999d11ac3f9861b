/**
 * The configuration: environment variables, read once at the start. What is unset has a default that works on the
 * newcomer's machine; what is wrong stops the start, all faults at once, each with name, reason and an example.
 */
import { resolve } from 'node:path'
import { ConfigError, noFaults } from './config/problems.ts'
import { type Environment, isSet, readSettings, settingNames } from './config/read.ts'
import { type CustomerKeys, readCustomerKeys, secretsFrom } from './config/secrets.ts'
import { type LogLevel, ROLES, type Role, type Setting, SETTINGS, type SettingName } from './config/settings.ts'
import { isOnTrial, wrongForTrial } from './trial.ts'
import type { Contact, WalletFunction } from './config/public-kinds.ts'
import { type MailConfig, readMail } from './config/mail.ts'
import { readStorage, storageOnTrial, type StorageConfig } from './config/storage.ts'

export type Config = {
  /** A restored copy that must not act as the deployment. */
  onTrial: boolean
  /** Null: the embedded database in `dataDir`. */
  databaseUrl: string | null
  host: string
  port: number
  /** Origin without a closing slash. */
  publicUrl: string
  /** False, a number of hops, or addresses and networks. */
  trustProxy: false | number | string[]
  roles: readonly Role[]
  /** Between the word to stop and the closing of the doors. */
  drainSeconds: number
  /** Absolute. */
  dataDir: string
  /** Absolute. Null: the embedded database keeps no log to go back by. */
  archiveDir: string | null
  demo: boolean
  demoWalletPort: number
  brand: { zh: string; en: string }
  botName: { zh: string; en: string }
  timeZone: string
  widgetOrigins: readonly string[]
  /** Ready for the frame-ancestors directive, quotes included. */
  consoleFrameAncestors: readonly string[]
  /** Null: all who ask are visitors. */
  customerKeys: CustomerKeys | null
  /** Null: not checked. */
  customerJwtIssuer: string | null
  customerJwtAudience: string
  wallet: { url: string; secret: string } | null
  webhook: { url: string; secret: string } | null
  statusWebhooks: { urls: readonly string[]; secret: string } | null
  walletFunctions: readonly WalletFunction[]
  contacts: readonly Contact[]
  /** Null: no mail goes out. */
  mail: MailConfig | null
  /** So long an answer may stay unread on the web before the customer's next channel is used. */
  mailAfterMinutes: number
  sessionSecret: string
  storage: StorageConfig
  /** What all attachments together may take; null: no limit. */
  storageQuotaBytes: number | null
  natsUrl: string | null
  logLevel: LogLevel
  metricsToken: string | null
  visitorLimits: {
    conversationsPerHour: number
    messagesPerMinute: number
    handoversPerHour: number
    uploadsPerHour: number
    sockets: number
    visitorsPerAddressPerHour: number
    addressFactor: number
  }
}

export type ConfigOptions = {
  /** Relative paths start here: the repository. */
  root: string
  /** `read` makes no key files (for looking only); a missing one is then an empty string. */
  keys?: 'make' | 'read'
  /** A restored copy is read as the deployment that it is about to be. */
  inEarnest?: boolean
}

/** All of them but `status`. */
const WORKING_ROLES = ROLES.length - 1

/** @throws ConfigError */
export function loadConfig(env: Environment, { root, keys = 'make', inEarnest = false }: ConfigOptions): Config {
  const faults = noFaults()
  const values = readSettings(env, faults)
  const embedded = !isSet(env, 'DATABASE_URL')
  const demo = values.YINGDA_DEMO ?? embedded
  const dataDir = resolve(root, values.YINGDA_DATA ?? '')
  const demoWallet = `http://127.0.0.1:${values.DEMO_WALLET_PORT}`
  if (values.ROLES?.includes('status')) faults.add('ROLES', 'names status, which is played alone, by npm start')
  else if (embedded && values.ROLES && values.ROLES.length < WORKING_ROLES) {
    faults.add('ROLES', 'needs DATABASE_URL: with the embedded database one process plays every role')
  }

  if (!embedded && values.ARCHIVE_DIR !== undefined) faults.add('ARCHIVE_DIR', 'is for the embedded database; a server of your own archives by itself')

  const storage = readStorage(values, { root, dataDir, faults })
  const mail = readMail(values, { demoLink: demo ? `${demoWallet}/demo-wallet/` : null, faults })
  const secrets = secretsFrom(values, { embedded, make: keys === 'make', dataDir, faults })
  const walletUrl = values.WALLET_URL ?? (demo ? demoWallet : null)
  const webhookUrl = values.WEBHOOK_URL ?? (demo ? `${demoWallet}/demo-wallet/webhook` : null)
  const secret = {
    sessionSecret: secrets('SESSION_SECRET', 'with DATABASE_URL'),
    wallet: walletUrl === null ? null : { url: walletUrl, secret: secrets('WALLET_SECRET', 'with a wallet connector') },
    webhook: webhookUrl === null ? null : { url: webhookUrl, secret: secrets('WEBHOOK_SECRET', 'with a webhook') },
    statusWebhooks:
      values.STATUS_WEBHOOK_URLS === undefined
        ? null
        : { urls: values.STATUS_WEBHOOK_URLS, secret: secrets('STATUS_WEBHOOK_SECRET', 'with STATUS_WEBHOOK_URLS') },
    customerKeys: readCustomerKeys(values, { root, demo, secrets, faults }),
  }
  const onTrial = isOnTrial(dataDir) && !inEarnest
  const wrong = onTrial ? wrongForTrial(dataDir, values.DATABASE_URL ?? null) : null
  if (wrong !== null) faults.add('DATABASE_URL', wrong.reason, wrong.example)
  if (faults.list.length > 0) throw new ConfigError(faults.list)

  const config: Config = {
    ...secret,
    onTrial: false,
    databaseUrl: values.DATABASE_URL ?? null,
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL ?? `http://${reachable(values.HOST)}:${values.PORT}`,
    trustProxy: values.TRUST_PROXY,
    roles: values.ROLES,
    drainSeconds: values.DRAIN_SECONDS,
    dataDir,
    archiveDir: values.ARCHIVE_DIR === undefined ? null : resolve(root, values.ARCHIVE_DIR),
    demo,
    demoWalletPort: values.DEMO_WALLET_PORT,
    brand: { zh: values.BRAND_ZH, en: values.BRAND_EN },
    botName: { zh: values.BOT_NAME_ZH, en: values.BOT_NAME_EN },
    timeZone: values.TIME_ZONE,
    widgetOrigins: [...new Set([...(values.WIDGET_ORIGINS ?? []), ...(demo ? bothLocalNames(demoWallet) : [])])],
    consoleFrameAncestors: values.CONSOLE_FRAME_ANCESTORS,
    customerJwtIssuer: values.CUSTOMER_JWT_ISSUER ?? null,
    customerJwtAudience: values.CUSTOMER_JWT_AUDIENCE,
    walletFunctions: values.STATUS_FUNCTIONS ?? [],
    contacts: values.OFFICIAL_CONTACTS ?? [],
    storage,
    storageQuotaBytes: values.STORAGE_QUOTA_BYTES ?? null,
    mail,
    mailAfterMinutes: values.MAIL_AFTER_MINUTES,
    natsUrl: values.NATS_URL ?? null,
    logLevel: values.LOG_LEVEL,
    metricsToken: values.METRICS_TOKEN ?? null,
    visitorLimits: {
      conversationsPerHour: values.VISITOR_CONVERSATIONS_PER_HOUR,
      messagesPerMinute: values.VISITOR_MESSAGES_PER_MINUTE,
      handoversPerHour: values.VISITOR_HANDOVERS_PER_HOUR,
      uploadsPerHour: values.VISITOR_UPLOADS_PER_HOUR,
      sockets: values.VISITOR_SOCKETS,
      visitorsPerAddressPerHour: values.VISITORS_PER_ADDRESS_PER_HOUR,
      addressFactor: values.VISITOR_ADDRESS_FACTOR,
    },
  }
  return onTrial ? { ...config, ...keptFromTrial, storage: storageOnTrial(storage, dataDir) } : config
}

/** Whatever reaches somebody, or the deployment's own bus and log. */
const keptFromTrial = { onTrial: true, mail: null, webhook: null, statusWebhooks: null, natsUrl: null, archiveDir: null }

/** The documentation's rows, from the same list that is parsed. */
export const configTable: readonly ({ name: SettingName } & Pick<Setting, 'meaning' | 'byDefault' | 'example' | 'isSecret'>)[] = settingNames().map((name) => {
  const { meaning, byDefault, example, isSecret } = SETTINGS[name]
  return { name, meaning, byDefault, example, isSecret }
})

/** The same as a Markdown table. */
export function configMarkdown(): string {
  const rows = configTable.map(({ name, meaning, byDefault, example }) => `| \`${name}\` | ${meaning} | ${byDefault} | \`${example}\` |`)
  return ['| Variable | Meaning | Default | Example |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

/** From this machine by name, as browsers make no passkeys for a bare number; a server that listens on every address is reached so too. */
function reachable(host: string): string {
  if (['0.0.0.0', '::', '127.0.0.1', '::1'].includes(host)) return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

const bothLocalNames = (origin: string): string[] => [origin, origin.replace('127.0.0.1', 'localhost')]
