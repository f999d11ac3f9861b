import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { testDatabase } from './testing/database.ts'

const database = await testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'yingda-admin-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const PROGRAM = fileURLToPath(new URL('./admin.ts', import.meta.url))
const SECRETS = { SESSION_SECRET: 'x'.repeat(40), WALLET_SECRET: 'y'.repeat(40), WEBHOOK_SECRET: 'z'.repeat(40), CUSTOMER_JWT_SECRET: 'w'.repeat(40) }

function admin(args: string[], env: Record<string, string> = { DATABASE_URL: database.url, ...SECRETS }): Promise<{ ok: boolean; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [PROGRAM, ...args],
      { env: { PATH: process.env['PATH'], YINGDA_DATA: folder, PUBLIC_URL: 'https://desk.example', ...env } },
      (error, out, err) => resolve({ ok: error === null, out, err }),
    )
  })
}

test('the operator makes an admin and gets a link; asking again gives a new link, not a second admin', async () => {
  const first = await admin(['create', '--email', 'Ops@desk.example', '--name', '运维'])
  assert.equal(first.ok, true, first.err)
  assert.match(first.out, /https:\/\/desk\.example\/console\/invitation#token=[\w-]{43}\n/)
  const second = await admin(['create', '--email', 'ops@desk.example', '--name', '运维'])
  assert.notEqual(second.out.split('#token=')[1], first.out.split('#token=')[1])
  const { rows } = await database.pool.query('select email, role, active from staff')
  assert.deepEqual(rows, [{ email: 'ops@desk.example', role: 'admin', active: true }])
})

test('an agent who has left becomes an admin who is back', async () => {
  await database.pool.query(
    `insert into staff (id, email, name, role, active, created_at) values (gen_random_uuid(), 'was@desk.example', '前同事', 'agent', false, now())`,
  )
  assert.equal((await admin(['create', '--email', 'was@desk.example', '--name', '前同事'])).ok, true)
  const { rows } = await database.pool.query(`select role, active from staff where email = 'was@desk.example'`)
  assert.deepEqual(rows, [{ role: 'admin', active: true }])
})

test('what is missing is said in one line', async () => {
  for (const args of [[], ['create'], ['create', '--email', 'no address', '--name', 'x'], ['remove', '--email', 'a@b.example', '--name', 'x']]) {
    assert.deepEqual(await admin(args), { ok: false, out: '', err: 'Usage: npm run admin -- create --email ADDRESS --name NAME\n' })
  }
})

test('without a running database it says to start Yingda', async () => {
  const { ok, err } = await admin(['create', '--email', 'a@b.example', '--name', 'x'], {})
  assert.equal(ok, false)
  assert.match(err, /^No database is running in .+\. Start Yingda first \(npm start\), or set DATABASE_URL\.\n$/)
})

test('a database that is away, or does not exist, is said in words and without a stack', async () => {
  const person = ['create', '--email', 'a@b.example', '--name', 'x']
  const away = await admin(person, { DATABASE_URL: 'postgres://yingda:x@127.0.0.1:1/yingda', ...SECRETS })
  assert.deepEqual(away, {
    ok: false,
    out: '',
    err: 'The database cannot be reached: connect ECONNREFUSED 127.0.0.1:1. Look whether it runs, and whether DATABASE_URL names it.\n',
  })
  const missing = await admin(person, { DATABASE_URL: database.url.replace(/[^/]+$/, 'no_such_one'), ...SECRETS })
  assert.match(missing.err, /^database "no_such_one" does not exist: correct the name in DATABASE_URL[^\n]*\n$/)
})
