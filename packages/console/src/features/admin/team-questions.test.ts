import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'
import { comesElsewhere } from './team-questions.ts'

const team = (id: string, ...questionTypes: QuestionType[]) => ({ id, questionTypes })
const teams = [team('pay', 'payment', 'refund'), team('safe', 'security', 'other'), team('new', 'refund')]
const of = (ownId: string | null, types: QuestionType[], type: QuestionType) => {
  const found = comesElsewhere(teams, { ownId, types, type })
  return found && [found.team.id, found.why]
}

test('what the only team that has it gives up comes to the one for everything else', () => {
  assert.deepEqual(of('pay', ['refund'], 'payment'), ['safe', 'nobody_has_it'])
  assert.equal(of('pay', ['payment'], 'refund'), null, 'another team has it')
  assert.deepEqual(of('safe', ['security'], 'other'), ['pay', 'nobody_has_it'], 'and of that, to the oldest')
})

test('what an older team has too does not come to this one', () => {
  assert.deepEqual(of('new', ['refund'], 'refund'), ['pay', 'another_has_it'])
  assert.deepEqual(of(null, ['security'], 'security'), ['safe', 'another_has_it'])
  assert.equal(of('pay', ['payment', 'refund'], 'refund'), null, 'it is the older one')
  assert.equal(of(null, ['transfer'], 'transfer'), null)
})
