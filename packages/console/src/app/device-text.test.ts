import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deviceText } from './device-text.ts'

test('a browser is named as a person would name it', () => {
  assert.equal(
    deviceText('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0', ', '),
    'Edge, Windows',
  )
  assert.equal(deviceText('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile Safari/604.1', '，'), 'Safari，iOS')
  assert.equal(deviceText('curl/8.0', ', '), 'curl/8.0')
})
