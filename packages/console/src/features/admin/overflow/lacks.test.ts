import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lacksOf } from './lacks.ts'

test('what comes to the team and nobody of the helping team can do is named', () => {
  const helper = { skilledIn: ['payment' as const], languages: ['zh-CN' as const] }
  assert.deepEqual(lacksOf(helper, { questionTypes: ['payment', 'refund'], languages: ['zh-CN', 'en'] }), { questionTypes: ['refund'], languages: ['en'] })
  assert.deepEqual(lacksOf(helper, { questionTypes: ['payment'], languages: [] }), { questionTypes: [], languages: [] })
  assert.deepEqual(lacksOf({ skilledIn: [], languages: [] }, { questionTypes: ['other'], languages: ['en'] }), { questionTypes: ['other'], languages: ['en'] })
})
