import assert from 'node:assert/strict'
import { test } from 'node:test'
import { withBrand } from './with-brand.ts'

test('a Chinese brand stands in Chinese without spaces, a Latin one with them', () => {
  for (const written of ['更新 {{brand}} 后再试', '更新{{brand}}后再试']) {
    assert.equal(withBrand(written, '云禾钱包'), '更新云禾钱包后再试')
    assert.equal(withBrand(written, 'Yunhe'), '更新 Yunhe 后再试')
  }
})

test('beside punctuation, words and digits everything stays as it was written', () => {
  assert.equal(withBrand('打开{{brand}}，点“我的”', 'Yunhe'), '打开 Yunhe，点“我的”')
  assert.equal(withBrand('Open {{brand}}: the notice, or {{brand}} itself', '云禾'), 'Open 云禾: the notice, or 云禾 itself')
  assert.equal(withBrand('{{brand}} 和 {{brand}}', '云禾'), '云禾和云禾')
})
