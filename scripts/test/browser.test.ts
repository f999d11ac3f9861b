import assert from 'node:assert/strict'
import { test } from 'node:test'
import { browserPath } from './browser.ts'
import { Missing } from './debian.ts'

test('CHROMIUM_PATH decides, if what it names can be run', () => {
  assert.equal(browserPath({ CHROMIUM_PATH: process.execPath }), process.execPath)
  assert.throws(
    () => browserPath({ CHROMIUM_PATH: '/nowhere/chromium' }),
    (error) => error instanceof Missing && error.message.startsWith('CHROMIUM_PATH names /nowhere/chromium,'),
  )
})
