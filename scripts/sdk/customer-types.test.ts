import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { testDatabase } from '../../packages/server/src/testing/database.ts'
import { customerTypes } from './customer-types.ts'
import { readOpenApi } from './read-openapi.ts'

const database = await testDatabase()

test('the types that are committed are those of the API as it is', async () => {
  const committed = readFileSync(new URL('../../packages/sdk/src/generated/customer-api.ts', import.meta.url), 'utf8')
  assert.equal(committed, await customerTypes(await readOpenApi(database.url)), 'run npm run sdk:generate')
})
