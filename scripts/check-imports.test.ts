import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const WORKSPACES = ['protocol', 'domain', 'server', 'simulator', 'widget', 'ui']
const DECLARED: Record<string, string[]> = { protocol: ['zod'], server: ['@yingda/protocol', 'kysely'], widget: ['@yingda/protocol'] }

/** Where each arrow is broken: file → its text. */
const WRONG = {
  'packages/domain/src/reads-files.ts': "import { readFileSync } from 'node:fs'\nexport const read = readFileSync",
  'packages/simulator/src/knows-the-desk.ts': "import { config } from '@yingda/server/platform/config.ts'\nexport const known = config",
  'packages/widget/src/hoisted.ts': "import { Kysely } from 'kysely'\nexport const taken = Kysely",
  'packages/widget/src/validates.ts': "import { code } from '@yingda/protocol/refusals.ts'\nexport const known = code",
  'packages/server/src/modules/wallet/upwards.ts': "import '../bot/api.ts'",
  'packages/server/src/modules/bot/past-the-door.ts': "export type { Store } from '../wallet/store.ts'",
  'packages/ui/src/there.ts': "import { back } from './back.ts'\nexport type There = 1\nexport const there = back",
  'packages/ui/src/back.ts': "import type { There } from './there.ts'\nexport const back: There = 1",
}

const RIGHT = {
  'packages/protocol/src/refusals.ts': "import { z } from 'zod'\nexport const code = z.string()\nexport type Code = string",
  'packages/widget/src/types-only.ts': "import type { Code } from '@yingda/protocol/refusals.ts'\nexport type Known = Code",
  'packages/server/src/platform/config.ts': "import { Kysely } from 'kysely'\nexport const config = Kysely",
  'packages/server/src/modules/wallet/store.ts': 'export type Store = 1',
  'packages/server/src/modules/wallet/api.ts': "export type { Store } from './store.ts'",
  'packages/server/src/modules/bot/api.ts':
    "import type { Store } from '../wallet/api.ts'\nexport async function ask(open: () => AsyncDisposable): Promise<Store> {\n  await using held = open()\n  return held ? 1 : 1\n}",
}

function check(t: TestContext, files: Record<string, string>): { errors: string[]; code: number | null; said: string } {
  const root = mkdtempSync(join(tmpdir(), 'yingda-imports-'))
  t.after(() => rmSync(root, { recursive: true }))
  mkdirSync(join(root, 'node_modules/@yingda'), { recursive: true })
  for (const name of ['zod', 'kysely']) symlinkSync(join(ROOT, 'node_modules', name), join(root, 'node_modules', name))
  copyFileSync(join(ROOT, 'imports.rules.cjs'), join(root, 'imports.rules.cjs'))
  for (const name of WORKSPACES) {
    const dependencies = Object.fromEntries((DECLARED[name] ?? []).map((declared) => [declared, '1.0.0']))
    write(root, `packages/${name}/package.json`, JSON.stringify({ name: `@yingda/${name}`, type: 'module', exports: { './*.ts': './src/*.ts' }, dependencies }))
    mkdirSync(join(root, `packages/${name}/src`), { recursive: true })
    symlinkSync(join(root, `packages/${name}`), join(root, `node_modules/@yingda/${name}`))
  }
  for (const [path, text] of Object.entries(files)) write(root, path, text)
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(ROOT, 'scripts/check-imports.ts'), root], { encoding: 'utf8' })
  // With packages linked in from outside, their place is told by way of there; only who broke what counts.
  const errors = [...stdout.matchAll(/error (\S+): (\S+)/g)].map(([, rule, file]) => `${rule} ${file}`)
  return { errors: errors.sort(), code: status, said: stdout + stderr }
}

function write(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

test('each broken arrow is found', (t) => {
  const { errors, code, said } = check(t, { ...RIGHT, ...WRONG })
  for (const expected of [
    'domain-is-pure packages/domain/src/reads-files.ts',
    'simulator-stands-outside packages/simulator/src/knows-the-desk.ts',
    'declared-packages packages/widget/src/hoisted.ts',
    'browser-takes-types packages/widget/src/validates.ts',
    'rank-of-wallet packages/server/src/modules/wallet/upwards.ts',
    'through-the-door packages/server/src/modules/bot/past-the-door.ts',
  ])
    assert.ok(errors.includes(expected), `${expected}\n${said}`)
  assert.ok(
    errors.some((error) => error.startsWith('no-cycles packages/ui/src/')),
    said,
  )
  assert.notEqual(code, 0)
})

test('what keeps to the arrows passes', (t) => {
  const { errors, code, said } = check(t, RIGHT)
  assert.deepEqual(errors, [], said)
  assert.equal(code, 0, said)
})
