import { resolve } from 'node:path'
import type { Faults } from './problems.ts'
import type { SettingValues } from './settings.ts'

/** Where attachments lie. `endpoint` is an origin; the bucket is addressed by path. `folder` is absolute. */
export type StoragePlace =
  | { kind: 'local'; folder: string }
  | { kind: 's3'; bucket: string; endpoint: string; region: string; accessKey: string; secretKey: string }

/** `trial`: what lies `outside` is only read, all that is written lies in the copy's `own` folder. */
export type StorageConfig = StoragePlace | { kind: 'trial'; own: StoragePlace & { kind: 'local' }; outside: StoragePlace }

/** Of a restored copy on trial. Its own folder is its own also where STORAGE names it. */
export function storageOnTrial(outside: StoragePlace, dataDir: string): StorageConfig {
  const own = { kind: 'local' as const, folder: resolve(dataDir, 'files') }
  return outside.kind === 'local' && outside.folder === own.folder ? own : { kind: 'trial', own, outside }
}

export function readStorage(values: SettingValues, { root, dataDir, faults }: { root: string; dataDir: string; faults: Faults }): StoragePlace {
  const given = values.STORAGE
  if (given === undefined) return { kind: 'local', folder: resolve(dataDir, 'files') }
  if (!given.includes('://')) return { kind: 'local', folder: resolve(root, given) }

  const url = URL.parse(given)
  if (url?.protocol !== 's3:' || url.hostname === '') {
    faults.add('STORAGE', 'is neither a folder nor s3://bucket')
    return { kind: 'local', folder: '' }
  }
  const endpoint = URL.parse(url.searchParams.get('endpoint') ?? `https://s3.${values.S3_REGION}.amazonaws.com`)
  if (!endpoint || !['http:', 'https:'].includes(endpoint.protocol)) faults.add('STORAGE', 'has an endpoint that is not an http or https address')
  for (const name of ['S3_ACCESS_KEY', 'S3_SECRET_KEY'] as const) {
    if (values[name] === undefined) faults.add(name, 'is required when STORAGE is s3')
  }
  return {
    kind: 's3',
    bucket: url.hostname,
    endpoint: endpoint?.origin ?? '',
    region: values.S3_REGION,
    accessKey: values.S3_ACCESS_KEY ?? '',
    secretKey: values.S3_SECRET_KEY ?? '',
  }
}
