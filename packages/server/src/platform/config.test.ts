import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { type Config, configMarkdown, configTable, loadConfig } from './config.ts'
import { ConfigError } from './config/problems.ts'

const LONG = 'x'.repeat(32)
/** Everything that a server with a database of its own demands. */
const SHARED = { DATABASE_URL: 'postgres://u:p@db/yingda', SESSION_SECRET: LONG }

function aRoot(t: TestContext): string {
  const root = mkdtempSync(join(tmpdir(), 'yingda-config-'))
  t.after(() => rmSync(root, { recursive: true }))
  return root
}

const load = (t: TestContext, env: Record<string, string>): Config => loadConfig(env, { root: aRoot(t) })

function faultsOf(t: TestContext, env: Record<string, string>): string[] {
  try {
    loadConfig(env, { root: aRoot(t), keys: 'read' })
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.map(({ name, reason }) => `${name} ${reason}`)
    throw error
  }
  return []
}

test('with no variable at all everything has a working value, and the secrets are kept for the next start', (t) => {
  const root = aRoot(t)
  const config = loadConfig({}, { root })
  assert.equal(config.databaseUrl, null)
  assert.equal(config.publicUrl, 'http://localhost:4600')
  assert.equal(config.demo, true)
  assert.equal(config.dataDir, join(root, '.yingda'))
  assert.deepEqual(config.wallet?.url, 'http://127.0.0.1:4601')
  assert.deepEqual(config.widgetOrigins, ['http://127.0.0.1:4601', 'http://localhost:4601'])
  assert.deepEqual(config.storage, { kind: 'local', folder: join(root, '.yingda', 'files') })

  const keys = join(root, '.yingda', 'keys')
  assert.equal(statSync(keys).mode & 0o777, 0o700)
  assert.deepEqual(readdirSync(keys).sort(), ['customer-jwt-secret', 'session-secret', 'wallet-secret', 'webhook-secret'])
  for (const name of readdirSync(keys)) assert.equal(statSync(join(keys, name)).mode & 0o777, 0o600)
  assert.equal(readFileSync(join(keys, 'session-secret'), 'utf8').trim(), config.sessionSecret)
  assert.deepEqual(loadConfig({}, { root }), config)
})

test('only looking makes no file', (t) => {
  const root = aRoot(t)
  assert.equal(loadConfig({}, { root, keys: 'read' }).sessionSecret, '')
  assert.deepEqual(readdirSync(root), [])
})

test('a faulty configuration makes no key either', (t) => {
  const root = aRoot(t)
  assert.throws(() => loadConfig({ PORT: 'http' }, { root }), ConfigError)
  assert.deepEqual(readdirSync(root), [])
})

test('an emptied key file is never taken for a key', (t) => {
  const root = aRoot(t)
  mkdirSync(join(root, '.yingda', 'keys'), { recursive: true })
  writeFileSync(join(root, '.yingda', 'keys', 'session-secret'), '\n')
  assert.throws(() => loadConfig({}, { root }), /session-secret holds no key/)
})

test('an empty variable counts as unset', (t) => {
  assert.equal(load(t, { DATABASE_URL: ' ', PORT: '' }).port, 4600)
})

test('with DATABASE_URL the demo is off and nothing is invented', (t) => {
  const root = aRoot(t)
  const config = loadConfig(SHARED, { root })
  assert.equal(config.demo, false)
  assert.equal(config.wallet, null)
  assert.equal(config.webhook, null)
  assert.equal(config.customerKeys, null)
  assert.deepEqual(config.widgetOrigins, [])
  assert.deepEqual(readdirSync(root), [])
})

test('with DATABASE_URL each needed secret is demanded', (t) => {
  const env = { DATABASE_URL: SHARED.DATABASE_URL, WALLET_URL: 'https://w', WEBHOOK_URL: 'https://w', STORAGE: 's3://bucket' }
  assert.deepEqual(faultsOf(t, env), [
    'S3_ACCESS_KEY is required when STORAGE is s3',
    'S3_SECRET_KEY is required when STORAGE is s3',
    'SESSION_SECRET is required with DATABASE_URL',
    'WALLET_SECRET is required with a wallet connector',
    'WEBHOOK_SECRET is required with a webhook',
  ])
  assert.deepEqual(faultsOf(t, { ...SHARED, YINGDA_DEMO: 'on', WALLET_SECRET: LONG, WEBHOOK_SECRET: LONG }), [
    'CUSTOMER_JWT_SECRET is required for the demo with DATABASE_URL',
  ])
})

test('every fault is told at once, by name, reason and example', (t) => {
  assert.throws(() => load(t, { PORT: '0', LOG_LEVEL: 'loud' }), {
    name: 'ConfigError',
    message:
      'PORT is not a whole number from 1 to 65535. Example: PORT=8080\nLOG_LEVEL is none of trace, debug, info, warn, error, fatal, silent. Example: LOG_LEVEL=debug',
  })
})

const BAD: [Record<string, string>, RegExp][] = [
  [{ DATABASE_URL: 'mysql://db/x', SESSION_SECRET: LONG }, /^DATABASE_URL is not an address/],
  [{ DATABASE_URL: 'postgres://db', SESSION_SECRET: LONG }, /^DATABASE_URL names no database/],
  [{ PORT: '65536' }, /^PORT/],
  [{ PORT: '4e3' }, /^PORT/],
  [{ PORT: '-1' }, /^PORT/],
  [{ PUBLIC_URL: 'desk.example.com' }, /^PUBLIC_URL is not an origin/],
  [{ PUBLIC_URL: 'https://desk.example.com/desk' }, /^PUBLIC_URL is not an origin/],
  [{ PUBLIC_URL: 'https://user:pw@desk.example.com' }, /^PUBLIC_URL is not an origin/],
  [{ TRUST_PROXY: 'yes' }, /^TRUST_PROXY holds yes/],
  [{ TRUST_PROXY: '10.0.0.0/33' }, /^TRUST_PROXY holds/],
  [{ ROLES: 'api,web' }, /^ROLES names web/],
  [{ ROLES: 'api' }, /^ROLES needs DATABASE_URL/],
  [{ YINGDA_DEMO: 'true' }, /^YINGDA_DEMO is neither on nor off/],
  [{ TIME_ZONE: 'Mars/Olympus' }, /^TIME_ZONE/],
  [{ WIDGET_ORIGINS: 'https://a.example, *' }, /^WIDGET_ORIGINS holds \*/],
  [{ CONSOLE_FRAME_ANCESTORS: 'none,self' }, /^CONSOLE_FRAME_ANCESTORS holds none/],
  [{ CUSTOMER_JWT_SECRET: 'short' }, /^CUSTOMER_JWT_SECRET is shorter/],
  [{ CUSTOMER_JWT_SECRET: LONG, CUSTOMER_JWKS_URL: 'https://k' }, /^CUSTOMER_JWKS_URL cannot stand beside CUSTOMER_JWT_SECRET/],
  [{ STORAGE: 'ftp://files' }, /^STORAGE is neither/],
  [{ STORAGE: 's3://b?endpoint=minio', S3_ACCESS_KEY: 'a', S3_SECRET_KEY: 'b' }, /^STORAGE has an endpoint/],
  [{ NATS_URL: 'http://nats' }, /^NATS_URL/],
  [{ METRICS_TOKEN: 'abc' }, /^METRICS_TOKEN is shorter/],
  [{ VISITOR_SOCKETS: '0' }, /^VISITOR_SOCKETS/],
]
for (const [env, expected] of BAD) {
  test(`refused: ${JSON.stringify(env).replace(LONG, '…')}`, (t) => {
    const faults = faultsOf(t, env)
    assert.equal(faults.length, 1, faults.join('\n'))
    assert.match(faults[0] ?? '', expected)
  })
}

const GOOD: [Record<string, string>, Partial<Config>][] = [
  [{ PUBLIC_URL: 'https://desk.example.com/' }, { publicUrl: 'https://desk.example.com' }],
  [{ HOST: '0.0.0.0', PORT: '80' }, { publicUrl: 'http://localhost:80' }],
  [{ HOST: '::1' }, { publicUrl: 'http://localhost:4600' }],
  [{ TRUST_PROXY: '2' }, { trustProxy: 2 }],
  [{ TRUST_PROXY: '0' }, { trustProxy: false }],
  [{ TRUST_PROXY: '10.0.0.0/8, fd00::/8' }, { trustProxy: ['10.0.0.0/8', 'fd00::/8'] }],
  [{ ...SHARED, ROLES: 'gateway, api' }, { roles: ['api', 'gateway'] }],
  [{ YINGDA_DEMO: 'off', WIDGET_ORIGINS: 'https://a.example/' }, { widgetOrigins: ['https://a.example'] }],
  [{ CONSOLE_FRAME_ANCESTORS: 'self,https://a.example' }, { consoleFrameAncestors: [`'self'`, 'https://a.example'] }],
  [{ CUSTOMER_JWKS_URL: 'https://w/jwks' }, { customerKeys: { kind: 'jwksUrl', url: 'https://w/jwks' } }],
  [{ STORAGE: '/srv/files' }, { storage: { kind: 'local', folder: '/srv/files' } }],
  [
    { STORAGE: 's3://files?endpoint=http://127.0.0.1:9000/', S3_ACCESS_KEY: 'a', S3_SECRET_KEY: 'b' },
    { storage: { kind: 's3', bucket: 'files', endpoint: 'http://127.0.0.1:9000', region: 'us-east-1', accessKey: 'a', secretKey: 'b' } },
  ],
]
for (const [env, expected] of GOOD) {
  test(`read: ${JSON.stringify(env).replace(LONG, '…')}`, (t) => {
    const config = load(t, env)
    assert.deepEqual({ ...config, ...expected }, config)
  })
}

test('every example in the documentation is one that is accepted', (t) => {
  for (const { name, example } of configTable) {
    if (['CUSTOMER_JWKS_FILE', 'CUSTOMER_JWKS_URL', 'ROLES', 'DATABASE_URL', 'STORAGE', 'SMTP_URL'].includes(name)) continue
    assert.deepEqual(faultsOf(t, { [name]: example.replace(/^\$\(.*\)$/, 'R'.repeat(44)) }), [], name)
  }
  assert.deepEqual(faultsOf(t, { ...SHARED, DATABASE_URL: 'postgres://yingda:password@db.internal:5432/yingda', ROLES: 'api,gateway' }), [])
})

test('the documentation has a row for every variable', () => {
  assert.equal(configMarkdown().split('\n').length, configTable.length + 2)
  assert.ok(configTable.every(({ meaning, byDefault, example }) => meaning && byDefault && example))
})

test('mail needs a sender, encrypts beyond this machine, and points to the demo wallet in the demo', (t) => {
  const full = { ...SHARED, SMTP_URL: 'smtp://desk:p%40ss@mail.internal', MAIL_FROM: 'desk@wallet.example' }
  assert.deepEqual(load(t, full).mail, {
    smtp: { host: 'mail.internal', port: 587, secure: false, mustEncrypt: true, login: { user: 'desk', pass: 'p@ss' } },
    from: 'desk@wallet.example',
    link: null,
  })
  const smtp = (url: string) => load(t, { ...full, SMTP_URL: url }).mail?.smtp
  assert.deepEqual(smtp('smtps://mail.internal'), { host: 'mail.internal', port: 465, secure: true, mustEncrypt: false, login: null })
  assert.equal(smtp('smtp://mail.internal:25?tls=optional')?.mustEncrypt, false)
  assert.equal(smtp('smtp://[::1]:25')?.mustEncrypt, false)
  assert.equal(load(t, SHARED).mail, null)
  assert.equal(load(t, { SMTP_URL: 'smtp://127.0.0.1:25', MAIL_FROM: 'a@b.cn' }).mail?.link, 'http://127.0.0.1:4601/demo-wallet/')
  assert.deepEqual(faultsOf(t, { ...SHARED, SMTP_URL: full.SMTP_URL }), ['MAIL_FROM is required with SMTP_URL'])
  assert.match(faultsOf(t, { ...full, SMTP_URL: 'smtp://desk:50%off@mail.internal' }).join(), /^SMTP_URL holds a %/)
  assert.deepEqual(faultsOf(t, { ...full, MAIL_FROM: 'Desk <desk@wallet.example>' }), ['MAIL_FROM is not a mail address'])
  assert.deepEqual(faultsOf(t, { ...full, MAIL_AFTER_MINUTES: '0' }), ['MAIL_AFTER_MINUTES is not a whole number from 1 to 1440'])
})
