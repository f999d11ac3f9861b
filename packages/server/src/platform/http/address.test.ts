import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { test } from 'node:test'
import { addressReader, networkOf, type TrustProxy } from './address.ts'

const from = (remoteAddress: string, forwardedFor?: string) =>
  ({ socket: { remoteAddress }, headers: forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor } }) as unknown as IncomingMessage // as much of one as is read

test('whose word is taken decides who the caller is', () => {
  const rows: [TrustProxy, string, string | undefined, string][] = [
    [false, '10.0.0.1', '203.0.113.7', '10.0.0.1'],
    [1, '10.0.0.1', '203.0.113.7', '203.0.113.7'],
    [1, '10.0.0.1', '6.6.6.6, 203.0.113.7', '203.0.113.7'],
    [2, '10.0.0.1', '203.0.113.7, 10.0.0.2', '203.0.113.7'],
    [2, '10.0.0.1', undefined, '10.0.0.1'],
    [['10.0.0.0/8'], '10.0.0.1', '6.6.6.6, 203.0.113.7, 10.0.0.2', '203.0.113.7'],
    [['10.0.0.1'], '::ffff:10.0.0.1', '203.0.113.7', '203.0.113.7'],
    [['10.0.0.1'], '192.0.2.9', '203.0.113.7', '192.0.2.9'],
    [['2001:db8::/32'], '2001:db8::1', '203.0.113.7', '203.0.113.7'],
    [['10.0.0.1'], '10.0.0.1', 'no address', 'no address'],
  ]
  for (const [trustProxy, own, forwarded, expected] of rows)
    assert.equal(addressReader(trustProxy)(from(own, forwarded)), expected, `${String(trustProxy)} ${own} ${String(forwarded)}`)
})

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
