import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import { Missing } from './debian.ts'
import { postgres15Bin, startTemporaryCluster } from './debian-postgres.ts'

test('a folder without PostgreSQL is named in one sentence', () => {
  assert.throws(
    () => postgres15Bin({ TEST_PG15_BIN: '/nowhere' }),
    (error) => error instanceof Missing && !error.message.includes('\n') && error.message.includes('/nowhere'),
  )
})

test('a start that fails says why', async () => {
  await assert.rejects(startTemporaryCluster('/nowhere'), (error) => error instanceof Missing && /\/nowhere\/initdb failed/.test(error.message))
})

test('the cluster listens on loopback and is gone when stopped', {
  skip: !existsSync('/usr/lib/postgresql/15/bin/initdb') && 'no PostgreSQL 15 here',
}, async () => {
  const cluster = await startTemporaryCluster(postgres15Bin({}))
  assert.match(cluster.url, /^postgres:\/\/postgres:test@127\.0\.0\.1:\d+\/postgres/)
  await cluster.stop()
})
