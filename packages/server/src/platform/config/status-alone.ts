/** The configuration of a process that shows the status page and does nothing else: no database, no secret but the storage's own. */
import { resolve } from 'node:path'
import { ConfigError, noFaults } from './problems.ts'
import { type Environment, readSettings } from './read.ts'
import type { LogLevel } from './settings.ts'
import { readStorage, type StoragePlace } from './storage.ts'

export type StatusAloneConfig = { host: string; port: number; trustProxy: false | number | string[]; storage: StoragePlace; logLevel: LogLevel }

/**
 * Null when this process is to do something else. What a status page does not use may be wrong: it stands while the rest does not.
 *
 * @throws ConfigError
 */
export function loadStatusAlone(env: Environment, { root }: { root: string }): StatusAloneConfig | null {
  const faults = noFaults()
  const values = readSettings(env, faults)
  if (values.ROLES?.length !== 1 || values.ROLES[0] !== 'status') return null
  const storage = readStorage(values, { root, dataDir: resolve(root, values.YINGDA_DATA ?? ''), faults })
  const used = ['HOST', 'PORT', 'TRUST_PROXY', 'YINGDA_DATA', 'STORAGE', 'S3_ACCESS_KEY', 'S3_SECRET_KEY', 'S3_REGION', 'LOG_LEVEL']
  const mine = faults.list.filter(({ name }) => used.includes(name))
  if (mine.length > 0) throw new ConfigError(mine)
  return { host: values.HOST, port: values.PORT, trustProxy: values.TRUST_PROXY, storage, logLevel: values.LOG_LEVEL }
}
