import assert from 'node:assert/strict'
import { test } from 'node:test'
import { noteServerDate, serverNow } from './clock.ts'

test("a clock that is minutes off is corrected by the server's date", () => {
  const local = Date.parse('2026-11-20T06:00:00Z')
  noteServerDate('Fri, 20 Nov 2026 06:05:00 GMT', local)
  assert.equal(Math.round((serverNow(local) - local) / 60_000), 5)
  noteServerDate('not a date', local)
  assert.equal(Math.round((serverNow(local) - local) / 60_000), 5)
})

test('a difference under two seconds is noise and changes nothing', () => {
  const local = Date.parse('2026-11-20T06:00:00Z')
  noteServerDate('Fri, 20 Nov 2026 06:00:00 GMT', local)
  assert.equal(serverNow(local), local)
})
