import { join } from 'node:path'
import { hasCluster } from './cluster.ts'
import { databaseUrl } from './connect.ts'
import { keptPassword } from './password.ts'
import { homeOf } from './place.ts'
import { findPostmaster } from './postmaster.ts'

export type EmbeddedState = { dataDir: string; state: 'absent' } | { dataDir: string; state: 'asleep' } | { dataDir: string; state: 'running'; url: string }

/** What stands in a data folder, looked at without starting or changing anything. @throws EmbeddedFailed */
export async function inspectEmbedded(dir: string): Promise<EmbeddedState> {
  const dataDir = join(await homeOf(dir), 'data')
  if (!(await hasCluster(dataDir))) return { dataDir, state: 'absent' }
  const postmaster = await findPostmaster(dataDir)
  if (!postmaster) return { dataDir, state: 'asleep' }
  return { dataDir, state: 'running', url: databaseUrl({ port: postmaster.port, password: (await keptPassword(dir)) ?? '' }) }
}
