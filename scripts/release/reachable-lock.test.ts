import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reachableLock, type Lock } from './reachable-lock.ts'

const LOCK: Lock = {
  name: 'all',
  lockfileVersion: 3,
  packages: {
    '': {},
    'node_modules/@y/server': { link: true },
    'node_modules/@y/console': { link: true },
    'packages/server': {},
    'packages/console': { dependencies: { react: '1' } },
    'node_modules/http': {
      dependencies: { words: '2' },
      optionalDependencies: { 'http-win': '1', 'http-unknown': '1' },
      peerDependencies: { asked: '1', maybe: '1' },
      peerDependenciesMeta: { maybe: { optional: true } },
    },
    'node_modules/http/node_modules/words': { dependencies: { deep: '1' } },
    'node_modules/words': { dependencies: { shallow: '1' } },
    'node_modules/http-win': { optional: true },
    'node_modules/asked': {},
    'node_modules/maybe': {},
    'node_modules/deep': {},
    'node_modules/shallow': {},
    'node_modules/react': {},
    'node_modules/node-linux': { optional: true },
  },
}

test('a release keeps what its workspaces reach, nested as it was, and nothing else', () => {
  const server = { name: '@y/server', version: '1.0.0', dependencies: { http: '1' } }
  const release = reachableLock(LOCK, { name: 'all', optionalDependencies: { 'node-linux': '24' } }, new Map([['packages/server', server]]))
  assert.deepEqual(Object.keys(release.packages), [
    '',
    'node_modules/@y/server',
    'node_modules/asked',
    'node_modules/deep',
    'node_modules/http',
    'node_modules/http-win',
    'node_modules/http/node_modules/words',
    'node_modules/node-linux',
    'packages/server',
  ])
  assert.deepEqual(release.packages['packages/server'], { version: '1.0.0', dependencies: { http: '1' } })
  assert.deepEqual(release.packages['node_modules/@y/server'], { link: true })
})
