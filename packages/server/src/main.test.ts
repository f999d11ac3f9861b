import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { findPostmaster } from './platform/db/embedded/postmaster.ts'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))

test('a start that fails takes its database down again', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'yingda-main-'))
  chmodSync(folder, 0o711)
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const busy = createServer().listen(0, '127.0.0.1')
  await once(busy, 'listening')
  t.after(() => busy.close())
  const { port } = busy.address() as AddressInfo // listens on TCP

  const env = { ...process.env, DATABASE_URL: '', HOST: '127.0.0.1', PORT: String(port), YINGDA_DEMO: 'off', YINGDA_DATA: folder, LOG_LEVEL: 'silent' }
  const server = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  server.stderr.on('data', (chunk: Buffer) => void (said += chunk.toString()))
  const [code] = await once(server, 'exit')
  assert.equal(code, 1)
  assert.match(said, /^Another program listens there already: .*EADDRINUSE.* set PORT[^\n]*\n$/)
  assert.equal(await findPostmaster(join(folder, 'postgres/data')), null)
})
