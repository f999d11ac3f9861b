/** Two releases over one storage: pages that were opened before an upgrade, and in the middle of one. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import type { FrontEnds } from '../app/front-ends.ts'
import { scheduleRemovalOfPieces } from '../app/kept-files.ts'
import { testDatabase } from '../testing/database.ts'
import { settle, until } from '../testing/settle.ts'
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
  writeFileSync(join(frontEnds.widgetDir, 'widget-CCCCCCCC.js'), '/* the same in every release */')
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

const kept = (): string[] => readdirSync(join(folder, 'storage/front-ends')).sort()
const SYSTEM = { kind: 'system' } as const
const removeOld = async (): Promise<void> => {
  await newer.app.runner.run(SYSTEM, (ctx) => scheduleRemovalOfPieces(ctx))
  await settle(database.db)
}
/** As if the servers of all releases that are known had last been here so long ago. */
const daysPass = (days: number) =>
  sql`update deployment_fact set at = at - make_interval(days => ${days}) where starts_with(name, 'front_ends_of:')`.execute(database.db)

test('of a release of which no server has been here for ninety days the pieces are removed, but for those that a later one has too', async () => {
  const [own, both] = [['console.HoursPage-BBBB_BB-.css', 'console.HoursPage-BBBB_BB-.js', 'widget.widget-BBBB_BB-.js'], ['widget.widget-CCCCCCCC.js']]
  const gone = own.map((name) => name.replace('BBBB_BB-', 'AAAAAAAA'))
  const all = [...gone, ...own, ...both].sort()
  await until('all to be kept', () => kept().join() === all.join())
  await Promise.all([older.stop(), daysPass(89)])
  await removeOld()
  assert.deepEqual(kept(), all)

  await daysPass(2)
  const again = await aServerOf('newer', 'BBBB_BB-')
  await again.start()
  await until(
    'the newer one to be seen',
    async () =>
      (await sql`select from deployment_fact where starts_with(name, 'front_ends_of:') and at > now() - interval '1 day'`.execute(database.db)).rows.length ===
      1,
  )
  await removeOld()
  assert.deepEqual(kept(), [...own, ...both].sort())
  refused(await ask(newer, 'GET', '/widget-AAAAAAAA.js', undefined), 'request.not_found')

  const back = await aServerOf('older', 'AAAAAAAA')
  await back.start()
  await until('a release that comes back to be kept anew', () => kept().join() === all.join())
})
