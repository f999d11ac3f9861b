import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { selectFiles } from './select-files.ts'

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
  })
})

test('journeys that wait longest come first', (t) => {
  const root = aRepository(t)
  for (const name of ['journey/a', 'journey/promises', 'chaos/chaos', 'journey/z']) {
    mkdirSync(dirname(join(root, `packages/server/src/flows/${name}`)), { recursive: true })
    writeFileSync(join(root, `packages/server/src/flows/${name}.test.ts`), '')
  }
  const names = selectFiles(root, { quick: false, parts: ['flows/'] }).flows.map((path) => path.split('/').at(-1))
  assert.deepEqual(names, ['chaos.test.ts', 'promises.test.ts', 'first.test.ts', 'a.test.ts', 'z.test.ts'])
})

test('the quick run takes rules and commands, and no browser', (t) => {
  const selection = selectFiles(aRepository(t), { quick: true, parts: [] })
  assert.deepEqual(selection, {
    unit: ['packages/domain/src/sla/due.test.ts', 'packages/server/src/modules/routing/assign.test.ts'],
    database: [],
    flows: [],
  })
})

test('parts of paths choose among them', (t) => {
  const { unit, flows } = selectFiles(aRepository(t), { quick: false, parts: ['flows/', 'lock'] })
  assert.deepEqual([unit, flows], [['scripts/lock.test.ts'], ['packages/server/src/flows/first.test.ts']])
})
