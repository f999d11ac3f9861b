/** A release folder as it is written, started on its own: with the packages its lock names, and without what builds. */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../packages/server/src/platform/db/embedded/free-port.ts'
import { until } from '../../packages/server/src/testing/settle.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'yingda-release-'))
chmodSync(folder, 0o711)
after(() => rmSync(folder, { recursive: true, force: true }))
const release = join(folder, 'release')

const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/release.ts'), release, '--without-packages'], { encoding: 'utf8' })
assert.equal(status, 0, stderr)

/** In place of npm ci, which would fetch them: the same packages from here, those and no others. */
function linkPackages(): void {
  const lock: { packages: Record<string, { link?: boolean }> } = JSON.parse(readFileSync(join(release, 'package-lock.json'), 'utf8'))
  for (const [path, { link }] of Object.entries(lock.packages)) {
    const isTopLevel = path.startsWith('node_modules/') && path.lastIndexOf('node_modules/') === 0
    const origin = join(link === true ? release : ROOT, link === true ? path.replace('node_modules/@yingda', 'packages') : path)
    if (!isTopLevel || !existsSync(origin)) continue
    mkdirSync(dirname(join(release, path)), { recursive: true })
    symlinkSync(origin, join(release, path))
  }
}

test('the folder holds no tests, no build tools and no front-end sources', () => {
  assert.deepEqual(globSync(['**/*.test.ts', '**/vite.config.ts', '**/flows/**', '**/*.tsx'], { cwd: release }), [])
  const lock = readFileSync(join(release, 'package-lock.json'), 'utf8')
  for (const name of ['vite', 'react', 'typescript', 'playwright-core']) assert.ok(!lock.includes(`"node_modules/${name}"`), name)
  for (const file of ['yingda.service', 'Dockerfile', 'yingda.env.example', 'README.md', 'LICENSE']) assert.ok(existsSync(join(release, file)), file)
})

test('it starts in production, serves its front ends and articles, and stops in order', async () => {
  linkPackages()
  const [port, demoPort] = [await freePort(), await freePort()]
  const env = { ...process.env, NODE_ENV: 'production', PORT: String(port), DEMO_WALLET_PORT: String(demoPort), YINGDA_DATA: join(folder, 'data') }
  const server = spawn(process.execPath, ['packages/server/src/main.ts'], { cwd: release, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  server.stdout.on('data', (chunk: Buffer) => void (said += chunk.toString()))
  server.stderr.on('data', (chunk: Buffer) => void (said += chunk.toString()))
  after(() => server.kill('SIGKILL'))
  const origin = `http://127.0.0.1:${port}`
  const statusOf = (path: string): Promise<number> =>
    fetch(origin + path).then(
      (answer) => answer.status,
      () => 0,
    )

  await until('the release to be ready', async () => server.exitCode !== null || (await statusOf('/readyz')) === 200, { withinMs: 60_000 })
  assert.equal(server.exitCode, null, said)
  assert.deepEqual(await Promise.all(['/console/', '/widget.js', '/docs/json', '/api/customer/articles?q=退款'].map(statusOf)), [200, 200, 200, 200])
  server.kill('SIGTERM')
  assert.deepEqual(await once(server, 'exit'), [0, null], said)
})
