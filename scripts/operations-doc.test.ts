import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { testDatabase } from '../packages/server/src/testing/database.ts'

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8')
const text = read('docs/operations.md')
// The repository's own file, in npm's shape.
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }

test('every npm command in docs/operations.md exists and knows the options it is given', () => {
  const commands = Array.from(text.matchAll(/npm run ([\w:-]+)((?: [^`\n]*)?)/g), ([, verb = '', rest = '']) => ({ verb, rest }))
  assert.ok(commands.length >= 8)
  for (const { verb, rest } of commands) {
    const program = /(packages\S+\.ts)/.exec(scripts[verb] ?? '')?.[1]
    assert.ok(program !== undefined && existsSync(new URL(`../${program}`, import.meta.url)), `npm run ${verb}`)
    const source = read(program)
    for (const [, option = ''] of rest.matchAll(/ --([a-z][a-z-]*)/g)) assert.match(source, new RegExp(`['\\s]${option}'?: \\{ type`), `${verb} --${option}`)
  }
})

test('every SQL statement in docs/operations.md runs on the present schema', async () => {
  const { pool } = await testDatabase()
  const statements = Array.from(text.matchAll(/```sql\n([\s\S]*?)```/g), ([, sql = '']) => sql)
  assert.ok(statements.length >= 6)
  for (const sql of statements) await pool.query(sql)
})
