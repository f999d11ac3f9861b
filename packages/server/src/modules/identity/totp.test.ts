import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generateSync } from 'otplib'
import { newTotpSecret, stepOfCode } from './totp.ts'

const now = new Date('2026-11-20T06:32:10.000Z')
const step = Math.floor(now.getTime() / 30_000)
const { secret } = newTotpSecret('he.jia@yunhe.example')
const codeOf = (wanted: number): string => generateSync({ secret, epoch: wanted * 30 })

test('a code counts one step early and one late, and no further', () => {
  const accepted = [-2, -1, 0, 1, 2].map((by) => stepOfCode(secret, codeOf(step + by), { now, lastStep: null }))
  assert.deepEqual(accepted, [null, step - 1, step, step + 1, null])
})

test('a code is spent by its use, and so are all before it', () => {
  assert.equal(stepOfCode(secret, codeOf(step), { now, lastStep: step }), null)
  assert.equal(stepOfCode(secret, codeOf(step - 1), { now, lastStep: step }), null)
  assert.equal(stepOfCode(secret, codeOf(step + 1), { now, lastStep: step }), step + 1)
})
