import assert from 'node:assert/strict'
import { test } from 'node:test'
import { IncidentView } from '@yingda/protocol/http/incident.ts'
import { broughtUpToDate, updateDraftOf, updateOf } from './update-draft.ts'

const local = (text: string): string => new Date(text).toISOString()
const planned = IncidentView.parse({
  id: '0199c1a2-5d9c-7c11-8f0e-3a5f0a4f2b6d',
  kind: 'planned',
  severity: null,
  state: 'in_progress',
  titleZh: '升级',
  titleEn: 'Upgrade',
  components: ['chat', 'email'],
  startsAt: local('2026-11-20T02:00'),
  endsAt: local('2026-11-20T04:00'),
  endedAt: null,
  updates: [],
})
const said = { ...updateDraftOf(planned), textZh: '还要两个小时', textEn: 'Two more hours' }

test('what was left as it stood is not said again; words in both languages are', () => {
  assert.deepEqual(updateOf(planned, said), {
    update: { state: 'in_progress', severity: null, components: null, endsAt: null, textZh: '还要两个小时', textEn: 'Two more hours' },
  })
  assert.equal(updateOf(planned, { ...said, textEn: ' ' }), null)
})

test('planned work that takes longer gets another end, and never one before it begins', () => {
  const later = updateOf(planned, { ...said, until: '2026-11-20T06:00' })
  assert.equal(later && 'update' in later && later.update.endsAt, local('2026-11-20T06:00'))
  for (const until of ['2026-11-20T02:00', '2026-11-20T01:00', '']) assert.equal(updateOf(planned, { ...said, until }), null)
})

test('it may come to disturb something else, but not nothing', () => {
  const other = updateOf(planned, { ...said, components: ['chat', 'bot'] })
  assert.deepEqual(other && 'update' in other && other.update.components, ['chat', 'bot'])
  const less = updateOf(planned, { ...said, components: ['chat'] })
  assert.deepEqual(less && 'update' in less && less.update.components, ['chat'])
  assert.equal(updateOf(planned, { ...said, components: [] }), null)
})

test('what is over says nothing of how long it takes', () => {
  assert.deepEqual(updateOf(planned, { ...said, state: 'done', until: '', components: [] }), {
    end: { state: 'done', textZh: '还要两个小时', textEn: 'Two more hours' },
  })
})

test('what a colleague has published meanwhile is followed where nothing was touched; the words and what was chosen stay', () => {
  const later = { ...planned, components: ['chat'], endsAt: local('2026-11-20T05:00') }
  const brought = broughtUpToDate({ ...said, components: ['chat', 'email', 'bot'] }, planned, later)
  assert.deepEqual([brought.until, brought.components, brought.textEn], ['2026-11-20T05:00', ['chat', 'email', 'bot'], 'Two more hours'])
  const begun = broughtUpToDate({ ...said, state: 'scheduled' }, { ...planned, state: 'scheduled' }, planned)
  assert.equal(begun.state, 'in_progress', 'the work has begun: it is not told as only planned again')
})
