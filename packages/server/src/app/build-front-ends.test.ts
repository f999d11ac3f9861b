import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { gunzipSync } from 'node:zlib'
import { buildStaleFrontEnds } from './build-front-ends.ts'

const SOURCES = { 'packages/widget/vite.config.ts': '', 'packages/widget/package.json': '{}', 'packages/widget/src/app.tsx': 'one' }
/** Stands for Vite: says what it was asked, as a file. */
const VITE = {
  'node_modules/vite/package.json': '{"name":"vite","type":"module"}',
  'node_modules/vite/bin/vite.js':
    "import { appendFileSync, mkdirSync } from 'node:fs'; mkdirSync('dist', { recursive: true }); appendFileSync('dist/widget.js', process.argv[2] + '\\n')",
}

function aClone(t: TestContext, files: Record<string, string>): { root: string; write(path: string, text: string): void } {
  const root = mkdtempSync(join(tmpdir(), 'yingda-build-'))
  t.after(() => rmSync(root, { recursive: true }))
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  for (const [path, text] of Object.entries(files)) write(path, text)
  return { root, write }
}

async function build(root: string): Promise<string[]> {
  const told: string[] = []
  await buildStaleFrontEnds(root, (line) => told.push(line))
  return told
}

test('a front end is built once, and again when its sources change', async (t) => {
  const { root, write } = aClone(t, { ...SOURCES, ...VITE })
  assert.deepEqual(await build(root), ['Building the widget…'])
  assert.deepEqual(await build(root), [])
  write('packages/widget/src/app.tsx', 'two')
  assert.deepEqual(await build(root), ['Building the widget…'])
  assert.equal(readFileSync(join(root, 'packages/widget/dist/widget.js'), 'utf8'), 'build\nbuild\n')
})

test('what was built lies there gzipped as well, and anew whenever it is built anew', async (t) => {
  const { root, write } = aClone(t, { ...SOURCES, ...VITE })
  const gunzipped = () => gunzipSync(readFileSync(join(root, 'packages/widget/dist/widget.js.gz'))).toString()
  await build(root)
  assert.equal(gunzipped(), 'build\n')
  write('packages/widget/src/app.tsx', 'two')
  await build(root)
  assert.equal(gunzipped(), 'build\nbuild\n')
})

test('without Vite what is built stands, and it is said', async (t) => {
  const { root, write } = aClone(t, SOURCES)
  assert.match((await build(root)).join(), /not built: Vite is not installed .* There is none/)
  write('packages/widget/dist/widget.js', 'built elsewhere')
  assert.match((await build(root)).join(), /The one built before stands\.$/)
})

test('where no sources are nothing is built', async (t) => {
  assert.deepEqual(await build(aClone(t, { 'packages/widget/dist/widget.js': '' }).root), [])
})
