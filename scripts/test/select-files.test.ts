import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { selectFiles, WAITS } from './select-files.ts'

const FILES = {
  'packages/domain/src/sla/due.test.ts': '',
  'packages/server/src/modules/routing/assign.test.ts': 'const db = await testDatabase()',
  'packages/server/src/modules/routing/page.test.ts': "import { chromium } from 'playwright-core'",
  'packages/server/src/platform/config.test.ts': '',
  'packages/server/src/flows/first.test.ts': 'const db = await testDatabase()',
  'packages/widget/src/text.test.ts': '',
  'packages/widget/testing/looks-browser.test.ts': '',
  'packages/widget/dist/old.test.ts': '',
  'node_modules/other/other.test.ts': '',
  'scripts/lock.test.ts': '',
}

function aRepository(t: TestContext): string {
  const root = mkdtempSync(join(tmpdir(), 'yingda-select-'))
  t.after(() => rmSync(root, { recursive: true }))
  for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return root
}

test('every test file of ours runs; those on a database run on the older one too; journeys stand apart', (t) => {
  assert.deepEqual(selectFiles(aRepository(t), { quick: false, parts: [] }), {
    unit: [
      'packages/domain/src/sla/due.test.ts',
      'packages/server/src/modules/routing/assign.test.ts',
      'packages/server/src/modules/routing/page.test.ts',
      'packages/server/src/platform/config.test.ts',
      'packages/widget/src/text.test.ts',
      'scripts/lock.test.ts',
    ],
    database: ['packages/server/src/modules/routing/assign.test.ts'],
    flows: ['packages/server/src/flows/first.test.ts', 'packages/widget/testing/looks-browser.test.ts'],
    waits: [],
  })
})

function withEmpty(root: string, names: readonly string[]): string {
  for (const name of names) {
    mkdirSync(dirname(join(root, `packages/server/src/${name}`)), { recursive: true })
    writeFileSync(join(root, `packages/server/src/${name}.test.ts`), 'const db = await testDatabase()')
  }
  return root
}
const namesOf = (paths: readonly string[]): (string | undefined)[] => paths.map((path) => path.split('/').at(-1))

test('journeys that take longest come first', (t) => {
  const root = withEmpty(aRepository(t), ['flows/journey/a', 'flows/chaos/chaos', 'flows/journey/sign-in', 'flows/journey/z'])
  assert.deepEqual(namesOf(selectFiles(root, { quick: false, parts: ['flows/'] }).flows), [
    'chaos.test.ts',
    'sign-in.test.ts',
    'first.test.ts',
    'a.test.ts',
    'z.test.ts',
  ])
})

test('what mostly waits runs beside the rest, and on the older database with it', (t) => {
  const root = withEmpty(aRepository(t), ['modules/realtime/staff-presence', 'flows/journey/vanished'])
  const { unit, database, flows, waits } = selectFiles(root, { quick: false, parts: [] })
  assert.deepEqual(namesOf(waits), ['vanished.test.ts', 'staff-presence.test.ts'])
  assert.deepEqual(namesOf(database), ['staff-presence.test.ts', 'assign.test.ts'])
  for (const path of waits) assert.ok(![...unit, ...flows].includes(path), path)
})

test('whatever is named as waiting is there', () => {
  const root = fileURLToPath(new URL('../../', import.meta.url))
  assert.equal(selectFiles(root, { quick: false, parts: [] }).waits.length, WAITS.length)
})

test('the quick run takes rules and commands, and no browser', (t) => {
  const selection = selectFiles(aRepository(t), { quick: true, parts: [] })
  assert.deepEqual(selection, {
    unit: ['packages/domain/src/sla/due.test.ts', 'packages/server/src/modules/routing/assign.test.ts'],
    database: [],
    flows: [],
    waits: [],
  })
})

test('parts of paths choose among them', (t) => {
  const { unit, flows } = selectFiles(aRepository(t), { quick: false, parts: ['flows/', 'lock'] })
  assert.deepEqual([unit, flows], [['scripts/lock.test.ts'], ['packages/server/src/flows/first.test.ts']])
})
