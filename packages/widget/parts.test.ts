import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { builtWidget } from './testing/built.ts'

const folder = await builtWidget()
const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
type Manifest = Record<string, { file: string; isEntry?: boolean; imports?: readonly string[]; dynamicImports?: readonly string[] }>
const manifest = JSON.parse(read('manifest.json')) as Manifest // the build's own

test('every import() of the app names the same file as the call that fetches it first', () => {
  const later = Object.values(manifest).flatMap(({ dynamicImports = [] }) => dynamicImports)
  const fetchedFirst: string[] = []
  for (const name of readdirSync(folder).filter((file) => file.startsWith('widget-') && file.endsWith('.js'))) {
    const calls = [...read(name).matchAll(/([^(]*),\(\)=>import\(([^)]*)\)/g)]
    for (const [, fetched, imported = ''] of calls) {
      assert.equal(fetched, imported)
      fetchedFirst.push(imported.slice(3, -1))
    }
    assert.equal(read(name).split('import(').length - 1, calls.length, `${name} imports what it has not fetched`)
  }
  assert.deepEqual(fetchedFirst.sort(), later.map((source) => manifest[source]?.file).sort())
})

test('whatever comes later needs nothing but itself and the app, and the app nothing but itself', () => {
  for (const { imports = [], isEntry = false } of Object.values(manifest))
    assert.deepEqual(
      imports.filter((source) => isEntry || manifest[source]?.isEntry !== true),
      [],
    )
})
