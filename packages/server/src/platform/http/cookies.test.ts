import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCookie, writeCookie } from './cookies.ts'

test('a cookie is found among others by its whole name', () => {
  assert.equal(readCookie('not_session=1; session=abc ; x', 'session'), 'abc')
  assert.equal(readCookie('session', 'session'), undefined)
  assert.equal(readCookie(undefined, 'session'), undefined)
})

test('a cookie is written for this site alone', () => {
  assert.equal(writeCookie('s', 'a-b', { httpOnly: true, secure: true, maxAgeSeconds: 60 }), 's=a-b; Path=/; Max-Age=60; SameSite=Lax; HttpOnly; Secure')
  assert.throws(() => writeCookie('s', 'a; b', { httpOnly: true, secure: false, maxAgeSeconds: 1 }))
})
