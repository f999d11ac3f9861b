import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadConfig } from '../config.ts'
import { ConfigError } from './problems.ts'
import { loadStatusAlone } from './status-alone.ts'

const root = '/srv/yingda'
const faultsOf = (load: () => unknown): string[] => {
  try {
    load()
  } catch (error) {
    if (error instanceof ConfigError) return error.faults.map(({ name, reason }) => `${name} ${reason}`)
    throw error
  }
  return []
}

test('the role status needs no database and no secret; every other process is another matter', () => {
  const alone = loadStatusAlone({ ROLES: 'status', PORT: '8080' }, { root })
  assert.deepEqual([alone?.port, alone?.storage], [8080, { kind: 'local', folder: '/srv/yingda/.yingda/files' }])
  for (const ROLES of ['', 'api', 'api,status', 'nothing']) assert.equal(loadStatusAlone({ ROLES }, { root }), null)
})

test('what it uses has to be right, what it does not use may be wrong', () => {
  assert.equal(loadStatusAlone({ ROLES: 'status', DATABASE_URL: 'nowhere', NATS_URL: 'x', SESSION_SECRET: 'short' }, { root })?.port, 4600)
  assert.deepEqual(
    faultsOf(() => loadStatusAlone({ ROLES: 'status', PORT: 'http', STORAGE: 's3://bucket' }, { root })),
    ['PORT is not a whole number from 1 to 65535', 'S3_ACCESS_KEY is required when STORAGE is s3', 'S3_SECRET_KEY is required when STORAGE is s3'],
  )
})

const SHARED = { DATABASE_URL: 'postgres://u:p@db/yingda', SESSION_SECRET: 'x'.repeat(32) }
const load = (env: Record<string, string>) => loadConfig({ ...SHARED, ...env }, { root, keys: 'read' })

test('status is played alone', () => {
  assert.deepEqual(
    faultsOf(() => load({ ROLES: 'api,status' })),
    ['ROLES names status, which is played alone, by npm start'],
  )
})

test('contacts and functions are read as they are written; one that is not is named', () => {
  const { contacts, walletFunctions } = load({
    OFFICIAL_CONTACTS: ' phone | 400-000-0000 | 每天 9:00–21:00 | 9:00–21:00 every day ; email|help@wallet.example; ',
    STATUS_FUNCTIONS: 'topup=充值|Top-ups, transfer=转账|Transfers',
  })
  assert.deepEqual(contacts, [
    { kind: 'phone', value: '400-000-0000', when: { 'zh-CN': '每天 9:00–21:00', en: '9:00–21:00 every day' } },
    { kind: 'email', value: 'help@wallet.example', when: { 'zh-CN': '', en: '' } },
  ])
  assert.deepEqual(
    walletFunctions.map(({ key, name }) => [key, name['zh-CN'], name.en]),
    [
      ['fn.topup', '充值', 'Top-ups'],
      ['fn.transfer', '转账', 'Transfers'],
    ],
  )
  for (const [wrong, fault] of [
    [{ OFFICIAL_CONTACTS: 'fax|1' }, 'OFFICIAL_CONTACTS holds fax|1, which is not phone, email, web, app, | and the contact'],
    [{ STATUS_FUNCTIONS: 'Top=充值' }, 'STATUS_FUNCTIONS holds Top=充值, which is not key=Chinese name|English name'],
    [{ STATUS_FUNCTIONS: 'a=一|One,a=二|Two' }, 'STATUS_FUNCTIONS names a key twice'],
    [{ STATUS_WEBHOOK_URLS: 'https://a.example/x' }, 'STATUS_WEBHOOK_SECRET is required with STATUS_WEBHOOK_URLS'],
    [
      { STATUS_WEBHOOK_URLS: 'https://a.example/x,ftp://b', STATUS_WEBHOOK_SECRET: 'x'.repeat(32) },
      'STATUS_WEBHOOK_URLS holds ftp://b, which is not an address that starts with http:// or https://',
    ],
  ] as [Record<string, string>, string][])
    assert.deepEqual(
      faultsOf(() => load(wrong)),
      [fault],
    )
})
