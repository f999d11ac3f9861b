import { test } from 'node:test'
import assert from 'node:assert/strict'
import { INTENTS, intentForPerson } from './intents.ts'

test('urgent topics for a person are those where waiting costs money or a life', () => {
  const urgent = [...INTENTS].filter(([, intent]) => intent.urgent && intent.way === 'person').map(([id]) => id)
  assert.deepEqual(urgent.sort(), [
    'account_frozen',
    'account_stolen',
    'complaint',
    'legal_threat_or_media',
    'scam_victim',
    'suspicious_agent',
    'vulnerable_distress',
    'wrong_payee',
  ])
})

test('an article with one topic for a person is for a person', () => {
  assert.equal(intentForPerson(['transfer_failed', 'wrong_payee']), 'wrong_payee')
  assert.equal(intentForPerson(['transfer_failed']), null)
  assert.equal(intentForPerson([]), null)
})
