import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deviceFacts, pageName } from './came-from.ts'

test('a page is called by its path, and its whole address is kept for those who want it', () => {
  assert.deepEqual(pageName('https://wallet.example/transactions/T88214-failed/'), {
    name: '/transactions/T88214-failed',
    address: 'https://wallet.example/transactions/T88214-failed/',
  })
  assert.equal(pageName('https://wallet.example/%E5%B8%AE%E5%8A%A9')?.name, '/帮助')
  assert.equal(pageName('https://wallet.example/')?.name, 'wallet.example')
})

test('nothing secret that an address may carry is ever shown', () => {
  for (const page of [
    'https://w.example/pay?token=s3cret',
    'https://w.example/pay#s3cret',
    'https://me:s3cret@w.example/pay',
    '/pay?token=s3cret',
    'app://pay?t=s3cret',
  ])
    assert.ok(!JSON.stringify(pageName(page)).includes('s3cret'), page)
})

test('a title that an app gives is shown as it is, and a page that cannot be read does no harm', () => {
  assert.deepEqual(pageName('交易详情'), { name: '交易详情', address: null })
  assert.deepEqual(pageName(' '), null)
  assert.equal(pageName('https://w.example/%E5%A')?.name, '/%E5%A')
  assert.equal(pageName(`https://w.example/${'a'.repeat(80)}/end`)?.name.endsWith('/end'), true)
})

test('a device is named as its app names it, a browser by system and name', () => {
  assert.deepEqual(deviceFacts({ device: 'iPhone 15, iOS 19.1', networkType: 'wifi' }), ['iPhone 15, iOS 19.1', 'Wi-Fi'])
  assert.deepEqual(deviceFacts({ device: 'X11; Linux x86_64, Chrome/156.0.0.0', networkType: '4g' }), ['Linux', 'Chrome', '4G'])
  assert.deepEqual(deviceFacts({ device: 'iPhone; CPU iPhone OS 19_1 like Mac OS X, Safari/19.1' }), ['iPhone', 'Safari'])
  assert.deepEqual(deviceFacts({ device: '' }), [])
})
