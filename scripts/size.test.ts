import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const MOST = { widget: 25_000, console: 300_000 }

test('one object is printed; the widget takes at most 25 kB and the console less than 300 kB', () => {
  const program = fileURLToPath(new URL('./size.ts', import.meta.url))
  const { stdout, stderr } = spawnSync(process.execPath, [program, '--json'], { encoding: 'utf8' })
  assert.match(stdout, /^\{.*\}\n$/, stderr)
  const size: Record<string, number> = JSON.parse(stdout)
  assert.deepEqual(Object.keys(size), ['widget', 'console', 'help'])
  assert.ok(Number(size['widget']) <= MOST.widget, stdout)
  assert.ok(Number(size['console']) < MOST.console, stdout)
  assert.ok(Number(size['help']) > 1000, stdout)
})
