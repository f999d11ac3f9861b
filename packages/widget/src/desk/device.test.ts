import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deviceContext } from './device.ts'

const browser = { userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36', language: 'zh-CN' } as Navigator // all that is read
const here = { origin: 'https://shop.example', pathname: '/orders' } as Location // all that is read
const deviceOf = (device: string | null) => deviceContext({ device, appVersion: null }, browser, here).device

test('the app names the device; where it names none, or an empty one, the browser’s own name says what it is', () => {
  assert.equal(deviceOf('iPhone 17'), 'iPhone 17')
  assert.equal(deviceOf(null), 'X11; Linux x86_64, Chrome/141.0.0.0')
  assert.equal(deviceOf(''), deviceOf(null))
})
