import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createApp } from '../../packages/server/src/app.ts'
import { systemClock } from '../../packages/server/src/platform/clock.ts'
import { loadConfig } from '../../packages/server/src/platform/config.ts'
import { openDatabase } from '../../packages/server/src/platform/db/open.ts'
import { createLog } from '../../packages/server/src/platform/telemetry.ts'
import { newId } from '../../packages/server/src/platform/uuid.ts'

export type JsonSchema = Record<string, unknown>
type Content = Record<string, { schema?: JsonSchema }>
export type Operation = {
  tags?: string[]
  parameters?: { name: string; in: 'path' | 'query'; required?: boolean; schema: JsonSchema }[]
  requestBody?: { content: Content }
  responses?: Record<string, { content?: Content }>
}
/** Path → method in small letters → operation. */
export type Paths = Record<string, Record<string, Operation>>

/** The API's description as the server itself gives it, composed over a migrated database but never listening. */
export async function readOpenApi(databaseUrl: string): Promise<Paths> {
  const folder = mkdtempSync(join(tmpdir(), 'yingda-openapi-'))
  const secret = randomBytes(32).toString('base64url')
  const env = {
    DATABASE_URL: databaseUrl,
    SESSION_SECRET: secret,
    CUSTOMER_JWT_SECRET: secret,
    PUBLIC_URL: 'http://127.0.0.1:4600',
    YINGDA_DATA: folder,
    LOG_LEVEL: 'error',
  }
  const config = loadConfig(env, { root: folder })
  const database = openDatabase(databaseUrl, { max: 4 })
  const nodeId = newId(Date.now())
  const app = await createApp({ config, database, log: createLog(config.logLevel, nodeId), nodeId, clock: systemClock })
  try {
    await app.http.ready()
    // @fastify/swagger types the document for every release of OpenAPI at once; ours is the part read here.
    return app.http.swagger().paths as unknown as Paths
  } finally {
    await app.stop()
    await database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
