import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OverflowStep } from '@yingda/protocol/overflow.ts'
import { draftOf, minutesOf, newStep, stepsOf } from './overflow-draft.ts'

const team = 'a-team' as OverflowStep['teamId'] // need not be a real one here

test('what was set is what is saved again', () => {
  const steps = [{ teamId: team, afterMinutes: 12, whenNobody: false }]
  assert.deepEqual(stepsOf(draftOf(steps)), steps)
  assert.deepEqual(stepsOf([]), [])
})

test('minutes are whole, from none to four hours; with any other nothing is saved', () => {
  const of = (minutes: string) => minutesOf({ ...newStep(team), minutes })
  assert.deepEqual(['0', '240', '241', '-1', '1.5', '', ' '].map(of), [0, 240, null, null, null, null, null])
  assert.equal(stepsOf([newStep(team), { ...newStep(team), minutes: 'x' }]), null)
})
