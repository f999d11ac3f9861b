/**
 * The PostgreSQL that comes with Yingda: made, started, adopted, looked after and stopped. It runs in a session of its
 * own, so that Ctrl-C reaches the server first and the last answers still find their database. Owns `<dir>/lease`,
 * `<dir>/postgres`, `<dir>/database.json` and `<dir>/keys/database-password`.
 */
import { chmod, mkdir } from 'node:fs/promises'
import { resolve } from 'node:path'
import { installedBinaries } from './binaries.ts'
import { hasCluster, initCluster, resetPassword, startCluster, stopCluster } from './cluster.ts'
import { acceptsUs, databaseUrl, ensureDatabase } from './connect.ts'
import { claimLease } from './lease.ts'
import { databasePassword } from './password.ts'
import { type Place, settlePlace } from './place.ts'
import { findPostmaster, settledPostmaster } from './postmaster.ts'
import type { EmbeddedLog } from './problems.ts'
import { type Watch, watchCluster } from './watch.ts'

export type Embedded = {
  url: string
  dataDir: string
  /** True when a database was found running without its server, and taken over as it was. */
  adopted: boolean
  /** Start the database again whenever it dies, until `stop`. */
  watch(): void
  /** Stop the database and give the folder free. Close every pool first. */
  stop(): Promise<void>
}

export type EmbeddedInput = {
  /** The data folder (YINGDA_DATA). */
  dir: string
  log: EmbeddedLog
  /** Where the owning server is reached; a second start is told so. */
  address: string
  /** The folder with PostgreSQL's bin/, lib/, share/; npm's by default. */
  binaries?: string
  /** Folders to try, as root, when the account that runs PostgreSQL cannot enter `dir`. */
  shelters?: string[]
  /** Absolute. Finished pieces of the log are kept there, for recovery to any instant (ARCHIVE_DIR). */
  archiveDir?: string | null
}

/** How long a database found in the middle of starting or stopping is waited for. */
const SETTLE_WITHIN_MS = 60_000

/** @throws DatabaseOwned | EmbeddedFailed */
export async function startEmbedded(input: EmbeddedInput): Promise<Embedded> {
  const dir = resolve(input.dir)
  // Others may pass through (the database's account has to), but not list.
  const made = await mkdir(dir, { recursive: true, mode: 0o711 })
  if (made) await chmod(dir, 0o711)

  const lease = await claimLease(dir, { address: input.address })
  try {
    const place = await settlePlace({ ...input, dir, binaries: input.binaries ?? installedBinaries() })
    const password = await databasePassword(dir)
    const { port, adopted } = await bringUp(place, password)
    await ensureDatabase({ port, password })

    let watch: Watch | undefined
    return {
      url: databaseUrl({ port, password }),
      dataDir: place.dataDir,
      adopted,
      watch() {
        watch ??= watchCluster({ place, port, log: input.log, isOurs: lease.isOurs })
      },
      async stop() {
        await watch?.stop()
        if (!(await lease.isOurs())) return
        await stopCluster(place)
        await lease.release()
      },
    }
  } catch (error) {
    await lease.release()
    throw error
  }
}

async function bringUp(place: Place, password: string): Promise<{ port: number; adopted: boolean }> {
  const isNew = !(await hasCluster(place.dataDir))
  await initCluster(place, { password })
  const running = await settledPostmaster(place.dataDir, { withinMs: SETTLE_WITHIN_MS })
  if (running && (await acceptsUs({ port: running.port, password }))) return { port: running.port, adopted: true }

  if (await findPostmaster(place.dataDir)) await stopCluster(place)
  const { port } = await startCluster(place)
  if (isNew || (await acceptsUs({ port, password }))) return { port, adopted: false }

  await stopCluster(place)
  await resetPassword(place, { password })
  return { ...(await startCluster(place)), adopted: false }
}
