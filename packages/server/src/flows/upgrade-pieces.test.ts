/** Two releases over one storage: pages that were opened before an upgrade, and in the middle of one. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { FrontEnds } from '../app/front-ends.ts'
import { testDatabase } from '../testing/database.ts'
import { until } from '../testing/settle.ts'
import { ask, type Answer } from './callers.ts'
import { aDesk, type Desk } from './desk.ts'
import { refused } from './talk.ts'

const folder = mkdtempSync(join(tmpdir(), 'yingda-releases-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const database = await testDatabase()
const [older, newer] = [await aServerOf('older', 'AAAAAAAA'), await aServerOf('newer', 'BBBB_BB-')]
before(() => Promise.all([older.start(), newer.start()]))

async function aServerOf(release: string, stamp: string): Promise<Desk> {
  const frontEnds: FrontEnds = { consoleDir: join(folder, release, 'console'), widgetDir: join(folder, release, 'widget') }
  mkdirSync(join(frontEnds.consoleDir, 'assets'), { recursive: true })
  mkdirSync(frontEnds.widgetDir, { recursive: true })
  writeFileSync(join(frontEnds.consoleDir, 'index.html'), '<!doctype html><title>console</title>')
  for (const [name, ending] of [
    ['HoursPage', 'js'],
    ['HoursPage', 'css'],
  ] as const)
    writeFileSync(join(frontEnds.consoleDir, `assets/${name}-${stamp}.${ending}`), `/* 时间 of the ${release} */`)
  writeFileSync(join(frontEnds.widgetDir, `widget-${stamp}.js`), `/* a piece of the ${release} */`)
  writeFileSync(join(frontEnds.widgetDir, 'widget.js'), `/* ${release} */`)
  return aDesk(database, { frontEnds, env: { STORAGE: join(folder, 'storage') } })
}

const found = async (of: Desk, path: string): Promise<Answer> => {
  await until(`${path} to be kept`, async () => (await ask(of, 'GET', path, undefined)).status === 200)
  return ask(of, 'GET', path, undefined)
}

for (const [which, from, stamp] of [
  ['opened before an upgrade', 'older', 'AAAAAAAA'],
  ['from the new server asks the old one', 'newer', 'BBBB_BB-'],
] as const) {
  test(`a page ${which}: its pieces are there, under the headers that they always have`, async () => {
    const other = from === 'older' ? newer : older
    const files = {
      [`/console/assets/HoursPage-${stamp}.js`]: /javascript/,
      [`/console/assets/HoursPage-${stamp}.css`]: /css/,
      [`/widget-${stamp}.js`]: /javascript/,
    }
    for (const [path, type] of Object.entries(files)) {
      const [kept, own] = [await found(other, path), await ask(from === 'older' ? older : newer, 'GET', path, undefined)]
      assert.equal(kept.text, own.text, path)
      assert.match(String(kept.headers['content-type']), type)
      assert.match(String(kept.headers['cache-control']), /immutable/)
      for (const name of ['cache-control', 'content-security-policy', 'cross-origin-resource-policy', 'access-control-allow-origin'])
        assert.equal(kept.headers[name], own.headers[name], `${path} ${name}`)
    }
  })
}

test('what no release had is missing, and so is whatever carries no stamp', async () => {
  for (const path of ['/widget-00000000.js', '/console/assets/HoursPage-00000000.js', '/console/assets/..%2F..%2Fstatus%2Fstatus.json', '/widget-..js'])
    refused(await ask(newer, 'GET', path, undefined), 'request.not_found')
  assert.equal((await ask(newer, 'GET', '/widget.js', undefined)).text, '/* newer */')
})
