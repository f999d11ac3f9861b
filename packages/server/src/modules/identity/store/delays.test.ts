import assert from 'node:assert/strict'
import { test } from 'node:test'
import { networkOf } from './delays.ts'

test('an IPv4 address counts by itself, however it is written', () => {
  assert.equal(networkOf('203.0.113.7'), '203.0.113.7')
  assert.equal(networkOf('::ffff:203.0.113.7'), '203.0.113.7')
})

test('an IPv6 address counts as its network', () => {
  assert.equal(networkOf('2001:db8:0:7::1'), '2001:db8:0:7')
  assert.equal(networkOf('2001:0db8:0000:0007:aaaa:bbbb:cccc:dddd'), '2001:db8:0:7')
  assert.equal(networkOf('2001:db8::1'), '2001:db8:0:0')
  assert.equal(networkOf('::1'), '0:0:0:0')
  assert.equal(networkOf('fe80::1%eth0'), 'fe80:0:0:0')
})
