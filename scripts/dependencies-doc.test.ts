import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../', import.meta.url))
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

type Manifest = Partial<Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Record<string, string>>>

function declared(): Map<string, string> {
  const manifests = ['package.json', ...globSync('packages/*/package.json', { cwd: ROOT })].map((path): Manifest => JSON.parse(read(path)))
  const all = manifests.flatMap(({ dependencies, devDependencies, optionalDependencies }) =>
    Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }),
  )
  return new Map(all.filter(([name]) => !name.startsWith('@yingda/')))
}

test('every package has a line in docs/decisions/0013-dependencies.md that says what it is for', () => {
  const text = read('docs/decisions/0013-dependencies.md')
  assert.deepEqual([...declared().keys()].filter((name) => !text.includes(`\`${name}\``)).sort(), [])
})

test('every package is named by an exact version', () => {
  assert.deepEqual(
    [...declared()].filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)),
    [],
  )
})
