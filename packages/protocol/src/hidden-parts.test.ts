import assert from 'node:assert/strict'
import { test } from 'node:test'
import { piecesOf } from './hidden-parts.ts'

test('a text without secrets is one piece', () => {
  assert.deepEqual(piecesOf('付款失败了', []), [{ kind: 'text', text: '付款失败了' }])
  assert.deepEqual(piecesOf('', []), [])
})

test('each secret is a piece of its own between the words', () => {
  const text = '让我报：••••••，卡号 •••••••••••••••••••'
  assert.deepEqual(
    piecesOf(text, [
      { at: 4, length: 6, kind: 'code' },
      { at: 14, length: 19, kind: 'card' },
    ]),
    [
      { kind: 'text', text: '让我报：' },
      { kind: 'hidden', of: 'code', digits: 6 },
      { kind: 'text', text: '，卡号 ' },
      { kind: 'hidden', of: 'card', digits: null },
    ],
  )
})

test('how many digits there were is said only where no blank can be among them', () => {
  const digits = (kind: 'code' | 'cvv' | 'card' | 'password', length: number) => {
    const [piece] = piecesOf('•'.repeat(length), [{ at: 0, length, kind }])
    return piece?.kind === 'hidden' ? piece.digits : undefined
  }
  assert.deepEqual([digits('code', 4), digits('code', 6), digits('code', 7), digits('cvv', 3), digits('cvv', 5)], [4, 6, null, 3, null])
  assert.deepEqual([digits('card', 16), digits('password', 4)], [null, null])
})

test('places count in UTF-16 units, and one that does not fit is left as it stands', () => {
  assert.deepEqual(piecesOf('😀••••', [{ at: 2, length: 4, kind: 'code' }]), [
    { kind: 'text', text: '😀' },
    { kind: 'hidden', of: 'code', digits: 4 },
  ])
  assert.deepEqual(piecesOf('••', [{ at: 1, length: 4, kind: 'code' }]), [{ kind: 'text', text: '••' }])
  const twice = [
    { at: 0, length: 4, kind: 'code' },
    { at: 2, length: 4, kind: 'code' },
  ] as const
  assert.deepEqual(piecesOf('••••••', twice), [
    { kind: 'hidden', of: 'code', digits: 4 },
    { kind: 'text', text: '••' },
  ])
})
