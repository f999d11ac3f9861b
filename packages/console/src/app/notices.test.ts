import assert from 'node:assert/strict'
import { afterEach, beforeEach, mock, test } from 'node:test'
import { Notices } from './notices.ts'

beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }))
afterEach(() => mock.timers.reset())
const texts = (notices: Notices) => notices.current().map((notice) => notice.text)

test('a newer done replaces the one before, a refusal stays beside it', () => {
  const notices = new Notices()
  notices.say('refused', 'risk')
  notices.say('taken', 'done')
  notices.say('snoozed', 'done')
  assert.deepEqual(texts(notices), ['refused', 'snoozed'])
})

test('a notice may lead to what it is about', () => {
  const notices = new Notices()
  let opened = 0
  notices.say('due soon', 'risk', { label: 'open', go: () => void (opened += 1) })
  notices.current()[0]?.leadsTo?.go()
  assert.equal(opened, 1)
})

test('the same words while they stand are not said twice, and all go by themselves', () => {
  const notices = new Notices()
  notices.say('refused', 'risk')
  notices.say('refused', 'risk')
  assert.deepEqual(texts(notices), ['refused'])
  mock.timers.tick(12_000)
  assert.deepEqual(texts(notices), [])
})
