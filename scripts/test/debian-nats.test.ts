import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Missing } from './debian.ts'
import { natsServerPath } from './debian-nats.ts'

test('NATS_SERVER_PATH decides, if what it names can be run', () => {
  assert.equal(natsServerPath({ NATS_SERVER_PATH: process.execPath }), process.execPath)
  assert.throws(
    () => natsServerPath({ NATS_SERVER_PATH: '/nowhere/nats-server' }),
    (error) => error instanceof Missing && !error.message.includes('\n') && error.message.startsWith('NATS_SERVER_PATH names /nowhere/nats-server,'),
  )
})
