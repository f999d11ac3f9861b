/** Writes the SDK's types afresh from the API's own description: `npm run sdk:generate`, after any change to the API. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { globalSetup, globalTeardown } from '../../packages/server/src/testing/global-setup.ts'
import { customerTypes } from './customer-types.ts'
import { readOpenApi } from './read-openapi.ts'

const folder = new URL('../../packages/sdk/src/generated/', import.meta.url)

// The server wants a migrated database to be composed over; the tests' template is one.
await globalSetup()
try {
  const url = new URL(process.env['TEST_PG_BASE'] ?? '')
  url.pathname = `/${process.env['TEST_PG_TEMPLATE']}`
  const text = await customerTypes(await readOpenApi(url.href))
  mkdirSync(folder, { recursive: true })
  writeFileSync(new URL('customer-api.ts', folder), text)
  process.stdout.write(`Written: ${fileURLToPath(folder)}customer-api.ts\n`)
} finally {
  await globalTeardown()
}
