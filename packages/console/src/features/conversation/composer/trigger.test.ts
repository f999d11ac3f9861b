import assert from 'node:assert/strict'
import { test } from 'node:test'
import { replaceTrigger, triggerAt, type TriggerMark } from './trigger.ts'

const MARKS: TriggerMark[] = ['/', '#', '@']
const at = (text: string, marks = MARKS) => triggerAt(text, text.length, marks)

test('a mark at the start of a line or after a space opens its list', () => {
  assert.deepEqual(at('/hel'), { mark: '/', query: 'hel', from: 0, to: 4 })
  assert.deepEqual(at('您好 #余额'), { mark: '#', query: '余额', from: 3, to: 6 })
  assert.equal(at('first line\n/')?.query, '')
})

test('dates, addresses and paths open nothing', () => {
  for (const text of ['11/20', 'a@b', 'and/or', 'C#', '1.2.3/4']) assert.equal(at(text), null, text)
})

test('a colleague can be named right after Chinese words', () => {
  assert.equal(at('请看一下@林')?.query, '林')
})

test('full-width marks of a Chinese keyboard count the same', () => {
  assert.equal(at('／问候')?.mark, '/')
  assert.equal(at('＠林')?.mark, '@')
})

test('a space ends the question, and so does a mark that is not offered', () => {
  assert.equal(at('/hello there'), null)
  assert.equal(at('@林', ['/', '#']), null)
})

test('only what stands before the caret counts', () => {
  assert.equal(triggerAt('/hel later', 4, MARKS)?.query, 'hel')
  assert.equal(triggerAt('/hel later', 6, MARKS), null)
})

test('the choice replaces mark and words and leaves the rest', () => {
  const text = '您好 /he，请看'
  const trigger = triggerAt(text, 6, MARKS)
  assert.ok(trigger)
  assert.deepEqual(replaceTrigger(text, trigger, '吴女士'), { text: '您好 吴女士，请看', caret: 6 })
})
