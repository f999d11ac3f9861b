import assert from 'node:assert/strict'
import { test } from 'node:test'
import { median, summed, tableOf } from './figures.ts'

test('a median is the middle one, or the mean of the two in the middle', () => {
  assert.deepEqual([median([3, 1, 2]), median([4, 1, 3, 2])], [2, 2.5])
})

test('a ratio is the median of the rounds’ own ratios, not the ratio of two medians', () => {
  const round = (value: number, limit: number) => [{ name: 'rate', unit: '1/s', value, limitName: 'limit', limit, judged: 'ratio' as const, must: 0.5 }]
  const [figure] = summed([round(10, 100), round(90, 100), round(50, 60)])
  assert.deepEqual([figure?.value, figure?.limit, figure?.ratio, figure?.ok], [50, 100, 50 / 60, true])
})

test('what should be little is held to a ceiling, what is not held to anything is neither right nor wrong', () => {
  const [slow, free] = summed([
    [
      { name: 'time', unit: 'ms', value: 6, better: 'less', must: 5 },
      { name: 'told', unit: '', value: 6 },
    ],
  ])
  assert.deepEqual([slow?.ok, free?.ok], [false, null])
  assert.deepEqual([slow?.better, free?.better], ['less', null], 'what is only reported is not said to be better when there is more of it')
  assert.match(tableOf(slow === undefined ? [] : [slow]), /time.*6\.00 ms.*≤ 5.*NO/)
})
