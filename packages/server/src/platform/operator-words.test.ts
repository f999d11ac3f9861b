import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { Client } from 'pg'
import { listeningAt } from './http/listening.ts'
import { operatorWords } from './operator-words.ts'

const withCode = (code: string, more: object = {}): Error => Object.assign(new Error(`said ${code}`), { code, ...more })
const CASES: readonly [what: string, error: unknown, words: RegExp | null][] = [
  ['a full disk', withCode('ENOSPC', { path: '/mnt/backup/x' }), /^There is no room left on the disk at \/mnt\/backup\/x\./],
  ['a used up share of the disk', withCode('EDQUOT'), /^There is no room left on the disk\./],
  ['a folder without rights', withCode('EACCES', { path: '/mnt/backup' }), /^This account may not write or read at \/mnt\/backup \(EACCES\)\./],
  ['a wrong password', withCode('28P01'), /^The database refuses our sign-in: said 28P01\. Correct/],
  ['an account that may not come in', withCode('28000'), /^The database refuses our sign-in/],
  ['a database that does not exist', withCode('3D000'), /^said 3D000: correct the name in DATABASE_URL/],
  ['a server that starts up', withCode('57P03'), /^The database cannot be reached: said 57P03/],
  [
    'a name with two addresses',
    Object.assign(new AggregateError([withCode('ECONNREFUSED')], ''), { code: 'ECONNREFUSED' }),
    /reached: said ECONNREFUSED\. Look/,
  ],
  ['a fault of the program', new TypeError('x is not a function'), null],
  ['a statement that is wrong', withCode('42601'), null],
]
for (const [what, error, words] of CASES) {
  test(`${what} is ${words === null ? 'shown with its stack' : 'said in words'}`, () => {
    const said = operatorWords(error)
    if (words === null) assert.equal(said, null)
    else assert.match(said ?? '', words)
  })
}

test('what the system and the driver really throw is known', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'yingda-words-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const away = await new Client({ connectionString: 'postgres://u:hidden@localhost:1/x' }).connect().catch((error: unknown) => error)
  assert.match(operatorWords(away) ?? '', /^The database cannot be reached: connect ECONNREFUSED/)
  assert.doesNotMatch(operatorWords(away) ?? '', /hidden/)
  const full = await writeFile('/dev/full', 'x').catch((error: unknown) => error)
  if (process.platform === 'linux') assert.match(operatorWords(full) ?? '', /^There is no room left/)
})

test('an address that is not ours, and a port that is not for this account, are not told as a database or a folder', async () => {
  const listen = (host: string): Promise<unknown> =>
    listeningAt({ host, port: 4600 }, async () => {
      const server = createServer().listen(0, host)
      await once(server, 'listening').finally(() => server.close())
    }).catch((error: unknown) => error)
  assert.match(operatorWords(await listen('192.0.2.7')) ?? '', /^192\.0\.2\.7 is no address of this machine \(EADDRNOTAVAIL\)\. Set HOST/)
  assert.match(operatorWords(await listen('no-such-host.invalid')) ?? '', /^no-such-host\.invalid is no address of this machine .* Set HOST/)
  const denied = await listeningAt({ host: '127.0.0.1', port: 80 }, () => Promise.reject(withCode('EACCES'))).catch((error: unknown) => error)
  assert.match(operatorWords(denied) ?? '', /^This account may not listen on port 80\. Set PORT/)
  const taken = await listeningAt({ host: '127.0.0.1', port: 80 }, () => Promise.reject(withCode('EADDRINUSE'))).catch((error: unknown) => error)
  assert.deepEqual(taken, withCode('EADDRINUSE'), 'told by the start itself')
})
