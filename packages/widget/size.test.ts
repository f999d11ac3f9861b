import assert from 'node:assert/strict'
import { test } from 'node:test'
import { WIDGET_FIRST_LOAD_LIMIT, widgetFirstLoadBytes } from './size.ts'
import { builtWidget } from './testing/built.ts'

test('all that is needed to show and send a message is at most 25 kB gzipped', async () => {
  const bytes = widgetFirstLoadBytes(await builtWidget())
  assert.ok(bytes <= WIDGET_FIRST_LOAD_LIMIT, `${bytes} bytes, ${bytes - WIDGET_FIRST_LOAD_LIMIT} too many`)
})
