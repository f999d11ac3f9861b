import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { completeLock, type Lock } from './complete-lock.ts'

const tool = {
  version: '2.0.0',
  resolved: 'https://registry.example/tool.tgz',
  dev: true,
  optionalDependencies: {
    '@tool/linux-x64-gnu': '2.0.0',
    '@tool/linux-x64-musl': '2.0.0',
    '@tool/darwin-arm64': '2.0.0',
    '@tool/win32-x64-msvc': '2.0.0',
    '@tool/windows-x64': '^2.0.0',
    'native-extras': '2.0.0',
  },
}
const present = { version: '2.0.0', resolved: 'https://registry.example/linux.tgz', integrity: 'sha512-x', optional: true, os: ['linux'], cpu: ['x64'] }
const lock: Lock = { packages: { '': {}, 'node_modules/tool': tool, 'node_modules/@tool/linux-x64-gnu': present } }

test('each missing platform gets a stub that no other machine installs; what is there stays', () => {
  const { packages } = completeLock(lock)
  assert.deepEqual(packages['node_modules/@tool/linux-x64-gnu'], present)
  assert.deepEqual(packages['node_modules/@tool/linux-x64-musl'], { version: '2.0.0', dev: true, optional: true, os: ['linux'], cpu: ['x64'], libc: ['musl'] })
  assert.deepEqual(packages['node_modules/@tool/darwin-arm64'], { version: '2.0.0', dev: true, optional: true, os: ['darwin'], cpu: ['arm64'] })
  assert.deepEqual(packages['node_modules/@tool/win32-x64-msvc']?.os, ['win32'])
  assert.deepEqual(packages['node_modules/@tool/windows-x64']?.os, ['win32'])
  assert.equal(packages['node_modules/native-extras'], undefined, 'a package for every machine is never made up')
})

test('a second run changes nothing, and a new version renews the stubs', () => {
  const once = completeLock(lock)
  assert.deepEqual(completeLock(once), once)
  const newer = { ...tool, optionalDependencies: { '@tool/darwin-arm64': '2.1.0' } }
  const { packages } = completeLock({ packages: { ...once.packages, 'node_modules/tool': newer } })
  assert.equal(packages['node_modules/@tool/darwin-arm64']?.version, '2.1.0')
  assert.equal(packages['node_modules/@tool/linux-x64-musl'], undefined)
})

test('a package nested beside its dependent counts as there', () => {
  const nested: Lock = {
    packages: { 'node_modules/a/node_modules/tool': tool, 'node_modules/a/node_modules/@tool/darwin-arm64': { ...present, os: ['darwin'] } },
  }
  assert.equal(completeLock(nested).packages['node_modules/@tool/darwin-arm64'], undefined)
})

test('the committed lock is complete', () => {
  const text = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')
  const committed = JSON.parse(text) as Lock // npm's own file
  assert.deepEqual(Object.keys(completeLock(committed).packages), Object.keys(committed.packages))
})
