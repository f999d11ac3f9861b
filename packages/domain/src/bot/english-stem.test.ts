import process from 'node:process'
import { test } from 'node:test'
import assert from 'node:assert/strict'
import { stemEnglish } from './english-stem.ts'

test('forms of one word have one stem', () => {
  for (const forms of [
    ['transfer', 'transfers', 'transferred', 'transferring'],
    ['refund', 'refunds', 'refunded'],
    ['pay', 'pays'],
    ['verify', 'verified'],
    ['hop', 'hopping'],
  ]) {
    assert.equal(new Set(forms.map(stemEnglish)).size, 1, forms.join(' '))
  }
})

test('the stems of Porter’s own examples', () => {
  const expected = {
    caresses: 'caress',
    ponies: 'poni',
    agreed: 'agre',
    relational: 'relat',
    hopefulness: 'hope',
    adjustment: 'adjust',
    probate: 'probat',
    controlling: 'control',
    happy: 'happi',
    sky: 'sky',
  }
  for (const [word, stem] of Object.entries(expected)) assert.equal(stemEnglish(word), stem)
})

test('letters without end are no word and stay as they are, at once', () => {
  const started = process.cpuUsage()
  for (const letters of ['y', 'ay']) assert.equal(stemEnglish(letters.repeat(4000)), letters.repeat(4000))
  assert.ok(process.cpuUsage(started).user < 500_000)
})
