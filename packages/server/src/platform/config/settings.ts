/**
 * Every environment variable Yingda reads, in the order the documentation prints them. Defaults that
 * hang on other variables are applied in ../config.ts.
 */
import * as z from 'zod'
import { contacts, walletFunctions } from './public-kinds.ts'
import {
  address,
  addresses,
  databaseAddress,
  frameAncestors,
  mailAddress,
  oneOf,
  onOff,
  origin,
  origins,
  secret,
  someOf,
  text,
  timeZone,
  trustedProxies,
  whole,
} from './kinds.ts'

/** `status` is played alone, by a process without database and secrets. */
export const ROLES = ['api', 'worker', 'gateway', 'status'] as const
export type Role = (typeof ROLES)[number]
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export type Setting<Value = unknown> = {
  meaning: string
  /** Read in place of an unset variable; null when the default hangs on other variables or there is none. */
  standard: string | null
  /** What the documentation says under "default". */
  byDefault: string
  example: string
  /** Never printed. */
  isSecret: boolean
  schema: z.ZodType<Value, string>
}

type Always<Value> = Setting<Value> & { standard: string }
type Maybe<Value> = Setting<Value> & { standard: null }

const always = <Value>(schema: z.ZodType<Value, string>, meaning: string, standard: string, example: string): Always<Value> => ({
  schema,
  meaning,
  standard,
  byDefault: standard,
  example,
  isSecret: false,
})
const maybe = <Value>(schema: z.ZodType<Value, string>, meaning: string, byDefault: string, example: string): Maybe<Value> => ({
  schema,
  meaning,
  standard: null,
  byDefault,
  example,
  isSecret: false,
})
const hidden = <Value>(...given: Parameters<typeof maybe<Value>>): Maybe<Value> => ({ ...maybe(...given), isSecret: true })

const port = whole({ from: 1, to: 65_535 })
const limit = whole({ from: 1, to: 1_000_000 })
const web = address(['http', 'https'])
const webs = addresses(['http', 'https'])
const RANDOM = '$(openssl rand -base64 32)'

export const SETTINGS = {
  DATABASE_URL: hidden(
    databaseAddress,
    'PostgreSQL 15 or later, UTF8. Unset: Yingda runs its own.',
    'the embedded database',
    'postgres://yingda:password@db.internal:5432/yingda',
  ),
  HOST: always(text(255), 'Address the server listens on.', '127.0.0.1', '0.0.0.0'),
  PORT: always(port, 'Port the server listens on.', '4600', '8080'),
  PUBLIC_URL: maybe(origin, 'Origin under which people reach the server; links and cookies follow it.', 'http://HOST:PORT', 'https://desk.example.com'),
  TRUST_PROXY: always(
    trustedProxies,
    'Whose x-forwarded-for is believed: off, a number of proxies in front, or their addresses and networks.',
    'off',
    '10.0.0.0/8,192.168.1.7',
  ),
  ROLES: always(
    someOf(ROLES),
    'What this process does: api, worker, gateway (sockets); or status alone: it shows the status page’s copy from STORAGE and needs nothing else.',
    'api,worker,gateway',
    'api,gateway',
  ),
  DRAIN_SECONDS: always(
    whole({ from: 0, to: 15 }),
    'So long a server that is told to stop goes on serving while its /readyz says no: longer than the proxy takes to hear of it.',
    '0',
    '10',
  ),
  YINGDA_DATA: always(text(1_000), 'Folder for the embedded database, keys and files.', '.yingda', '/var/lib/yingda'),
  ARCHIVE_DIR: maybe(
    text(1_000),
    'Folder, on another disk, where the embedded database keeps its log, so that it can be restored to any instant.',
    'off',
    '/mnt/backup/yingda-log',
  ),
  YINGDA_DEMO: maybe(onOff, 'Demo wallet, demo customers and demo staff who sign in by one click.', 'on with the embedded database, else off', 'off'),
  DEMO_WALLET_PORT: always(port, 'Port of the demo wallet.', '4601', '8081'),
  BRAND_ZH: always(text(40), 'The wallet’s name in Chinese.', '云禾钱包', '云禾钱包'),
  BRAND_EN: always(text(40), 'The wallet’s name in English.', 'Yunhe Wallet', 'Yunhe Wallet'),
  BOT_NAME_ZH: always(text(20), 'The bot’s name in Chinese.', '小禾', '小禾'),
  BOT_NAME_EN: always(text(20), 'The bot’s name in English.', 'Xiaohe', 'Xiaohe'),
  TIME_ZONE: always(timeZone, 'Time zone of promised times and of the desk’s day.', 'Asia/Shanghai', 'Asia/Singapore'),
  WIDGET_ORIGINS: maybe(
    origins,
    'Origins of the pages that may carry the widget, comma between. The demo wallet is added in the demo.',
    'none',
    'https://wallet.example.com,https://m.example.com',
  ),
  CONSOLE_FRAME_ANCESTORS: always(frameAncestors, 'Who may show the agent console in a frame: none, self or origins.', 'none', 'https://intranet.example.com'),
  CUSTOMER_JWT_SECRET: hidden(
    secret,
    'Shared secret (HS256) with which the wallet signs its customers in. One of this and the two below.',
    'made in .yingda/keys in the demo; else customers are visitors',
    RANDOM,
  ),
  CUSTOMER_JWKS_URL: maybe(web, 'Where the wallet publishes its public keys.', 'unset', 'https://wallet.example.com/.well-known/jwks.json'),
  CUSTOMER_JWKS_FILE: maybe(text(1_000), 'File with the wallet’s public keys.', 'unset', '/etc/yingda/wallet-jwks.json'),
  CUSTOMER_JWT_ISSUER: maybe(text(255), 'The iss claim that customer tokens must carry. Unset: not checked.', 'unset', 'https://wallet.example.com'),
  CUSTOMER_JWT_AUDIENCE: always(text(255), 'The aud claim that customer tokens must carry.', 'yingda', 'yingda'),
  WALLET_URL: maybe(web, 'Base address of the wallet connector.', 'the demo wallet in the demo; else unset', 'https://connector.wallet.internal'),
  WALLET_SECRET: hidden(secret, 'Bearer secret for the wallet connector. Required with WALLET_URL.', 'made in .yingda/keys in the demo', RANDOM),
  WEBHOOK_URL: maybe(
    web,
    'Where the wallet is told that a customer has a new message (push).',
    'the demo wallet in the demo; else unset',
    'https://wallet.example.com/yingda-webhook',
  ),
  WEBHOOK_SECRET: hidden(secret, 'Secret that signs the webhook. Required with WEBHOOK_URL.', 'made in .yingda/keys in the demo', RANDOM),
  STATUS_WEBHOOK_URLS: maybe(
    webs,
    'Who is told of incidents and planned work beside the feed, comma between; signed as the webhook is.',
    'nobody',
    'https://ops.example.com/yingda-status',
  ),
  STATUS_WEBHOOK_SECRET: hidden(
    secret,
    'Secret that signs them. Required with STATUS_WEBHOOK_URLS.',
    'made in .yingda/keys with the embedded database',
    RANDOM,
  ),
  STATUS_FUNCTIONS: maybe(
    walletFunctions,
    'Functions of the wallet that incidents can name: key=Chinese name|English name, comma between.',
    'none',
    'topup=充值|Top-ups,transfer=转账|Transfers',
  ),
  OFFICIAL_CONTACTS: maybe(
    contacts,
    'Contacts shown on the status page: phone, email, web or app, then the contact and when it answers in Chinese and English, | between; ; between contacts.',
    'none',
    'phone|400-000-0000|每天 9:00–21:00|9:00–21:00 every day; email|help@wallet.example',
  ),
  SMTP_URL: hidden(
    address(['smtp', 'smtps']),
    'Mail server through which answers go that a customer does not read on the web, or asked for by mail, and incidents to whoever subscribed. smtp:// encrypts by STARTTLS, and without it sends only to this machine, or with ?tls=optional. Unset: no mail.',
    'unset',
    'smtp://desk:password@mail.internal:587',
  ),
  MAIL_FROM: maybe(mailAddress, 'Whose address mails come from. Required with SMTP_URL.', 'unset', 'desk@wallet.example.com'),
  MAIL_LINK: maybe(
    web,
    'The wallet’s page with the widget on it; mails point there and name the conversation, which opens. Unset: they name the app and point nowhere.',
    'the demo wallet in the demo; else unset',
    'https://wallet.example.com/help',
  ),
  MAIL_AFTER_MINUTES: always(whole({ from: 1, to: 1440 }), 'After how many minutes an answer that is not read goes out by mail.', '5', '10'),
  SESSION_SECRET: hidden(
    secret,
    'Signs short links and tokens; the same for every process.',
    'made in .yingda/keys with the embedded database; else required',
    RANDOM,
  ),
  STORAGE: maybe(
    text(2_000),
    'Where attachments lie: a folder, or s3://bucket?endpoint=https://…',
    'files in YINGDA_DATA',
    's3://yingda-files?endpoint=https://s3.example.com',
  ),
  STORAGE_QUOTA_BYTES: maybe(
    whole({ from: 1, to: 10 ** 15 - 1 }),
    'What all attachments together may take. Beyond it files are refused, with words that say so; messages go on.',
    'no limit',
    '50000000000',
  ),
  S3_ACCESS_KEY: hidden(text(255), 'Access key. Required when STORAGE is s3.', 'unset', 'AKIAIOSFODNN7EXAMPLE'),
  S3_SECRET_KEY: hidden(text(255), 'Secret key. Required when STORAGE is s3.', 'unset', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'),
  S3_REGION: always(text(64), 'Region of the bucket.', 'us-east-1', 'ap-east-1'),
  NATS_URL: maybe(
    address(['nats', 'tls', 'ws', 'wss']),
    'NATS server for hints between processes. Unset: this process alone, the database every 250 ms.',
    'unset',
    'nats://nats.internal:4222',
  ),
  LOG_LEVEL: always(oneOf(LOG_LEVELS), 'How much is logged.', 'info', 'debug'),
  METRICS_TOKEN: hidden(z.string().min(16, 'is shorter than 16 characters'), 'Bearer token for /metrics. Unset: only from this machine.', 'unset', RANDOM),
  VISITOR_CONVERSATIONS_PER_HOUR: always(limit, 'Conversations one visitor may open an hour.', '10', '20'),
  VISITOR_MESSAGES_PER_MINUTE: always(limit, 'Messages one visitor may send a minute.', '20', '40'),
  VISITOR_HANDOVERS_PER_HOUR: always(limit, 'How often an hour one visitor may go from the bot into the line for a person by asking for one.', '5', '10'),
  VISITOR_UPLOADS_PER_HOUR: always(limit, 'Files one visitor may send an hour.', '20', '50'),
  VISITOR_SOCKETS: always(limit, 'Sockets one visitor may hold at once.', '5', '10'),
  VISITORS_PER_ADDRESS_PER_HOUR: always(limit, 'New visitors from one network address an hour. Many customers of a mobile carrier share one.', '300', '1000'),
  VISITOR_ADDRESS_FACTOR: always(
    whole({ from: 1, to: 1000 }),
    'How many times as much as one visitor all visitors of one network address may do together: conversations, messages, handovers, files, sockets, reading articles.',
    '100',
    '300',
  ),
} satisfies Record<string, Setting>

export type SettingName = keyof typeof SETTINGS
type ValueOf<S extends Setting> = S extends { standard: string } ? z.output<S['schema']> : z.output<S['schema']> | undefined
export type SettingValues = { [Name in SettingName]: ValueOf<(typeof SETTINGS)[Name]> }
