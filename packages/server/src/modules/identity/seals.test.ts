import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSeals, isSame } from './seals.ts'

test('a sealed secret opens for its own person and deployment only', () => {
  const seals = createSeals('a deployment’s secret')
  const sealed = seals.sealTotp('one', 'JBSWY3DPEHPK3PXP')
  assert.equal(seals.openTotp('one', sealed), 'JBSWY3DPEHPK3PXP')
  assert.throws(() => seals.openTotp('two', sealed))
  assert.throws(() => createSeals('another').openTotp('one', sealed))
  assert.equal(sealed.includes('JBSWY3DPEHPK3PXP'), false)
})

test('each session has its own CSRF token', () => {
  const seals = createSeals('a deployment’s secret')
  assert.equal(isSame(seals.csrfToken('s1'), seals.csrfToken('s1')), true)
  assert.equal(isSame(seals.csrfToken('s1'), seals.csrfToken('s2')), false)
  assert.equal(isSame('', seals.csrfToken('s1')), false)
})
