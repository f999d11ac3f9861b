/**
 * `npm run admin -- create --email … --name …`: the operator's own way to an admin, over the database and past the
 * console. Prints a one-time link. The embedded database has to be running, that is, Yingda has to be.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { invitationLink, makeAdmin } from './modules/identity/api.ts'
import { openBus } from './platform/bus.ts'
import { systemClock } from './platform/clock.ts'
import { createRunner } from './platform/command.ts'
import { loadConfig, type Config } from './platform/config.ts'
import { databaseUrl } from './platform/db/embedded/connect.ts'
import { findPostmaster } from './platform/db/embedded/postmaster.ts'
import { migrate } from './platform/db/migrate.ts'
import { openDatabase } from './platform/db/open.ts'
import { operatorWords } from './platform/operator-words.ts'
import { Refused } from './platform/refused.ts'

const USAGE = 'Usage: npm run admin -- create --email ADDRESS --name NAME'
const ROOT = fileURLToPath(new URL('../../../', import.meta.url))
const Arguments = z.strictObject({ email: z.email().max(200), name: z.string().trim().min(1).max(80) })

/** Something the person at the terminal can put right; told as a sentence, without a stack. */
class CannotDo extends Error {}

async function main(): Promise<void> {
  const { email, name } = readArguments()
  const config = loadConfig(process.env, { root: ROOT, keys: 'read' })
  const { db, pool, close } = openDatabase(config.databaseUrl ?? (await runningEmbedded(config)), { max: 2 })
  const bus = await openBus(config.natsUrl ?? undefined)
  try {
    await migrate(pool)
    const { run } = createRunner({ db, bus, clock: systemClock, groupsFor: () => [] })
    const { token, expiresAt } = await run({ kind: 'system' }, (ctx) => makeAdmin(ctx, { email, name }))
    const link = invitationLink({ publicUrl: new URL(config.publicUrl) }, token)
    process.stdout.write(`${email} is an admin. This link sets name and password, once, until ${expiresAt.toISOString()}:\n${link}\n`)
  } finally {
    await bus.close()
    await close()
  }
}

function readArguments(): z.infer<typeof Arguments> {
  try {
    const { positionals, values } = parseArgs({ allowPositionals: true, options: { email: { type: 'string' }, name: { type: 'string' } } })
    if (positionals.length === 1 && positionals[0] === 'create') return Arguments.parse(values)
  } catch {
    // parseArgs and zod both say what is wrong in their own words; the usage line says it better.
  }
  throw new CannotDo(USAGE)
}

/** The address of the embedded database, which must be running: only the server starts it. */
async function runningEmbedded({ dataDir }: Config): Promise<string> {
  const remembered = await readFile(join(dataDir, 'database.json'), 'utf8').catch(() => null)
  const home = remembered === null ? join(dataDir, 'postgres') : z.object({ folder: z.string() }).parse(JSON.parse(remembered)).folder
  const postmaster = await findPostmaster(join(home, 'data'))
  const password = (await readFile(join(dataDir, 'keys', 'database-password'), 'utf8').catch(() => '')).trim()
  if (postmaster?.status !== 'ready' || password === '')
    throw new CannotDo(`No database is running in ${dataDir}. Start Yingda first (npm start), or set DATABASE_URL.`)
  return databaseUrl({ port: postmaster.port, password })
}

try {
  await main()
} catch (error) {
  const expected = error instanceof CannotDo || (error instanceof Error && error.name === 'ConfigError')
  if (error instanceof Refused) process.stderr.write(`Not done: ${error.code}. A demo person cannot be made an admin; use another address.\n`)
  else {
    const words = expected ? error.message : operatorWords(error)
    process.stderr.write(`${words ?? (error instanceof Error ? (error.stack ?? error.message) : String(error))}\n`)
  }
  process.exitCode = 1
}
