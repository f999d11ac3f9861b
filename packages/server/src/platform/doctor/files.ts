/** What lies on disk or in the bucket: attachments and keys. Looks, never writes. */
import { AwsClient } from 'aws4fetch'
import { access, constants, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from 'pg'
import type { Config } from '../config.ts'
import type { StorageConfig } from '../config/storage.ts'
import { openToRead } from '../storage/open.ts'
import type { Storage } from '../storage/storage.ts'
import { failed, type Finding, note, ok, reasonOf } from './finding.ts'
import { nearestFolder } from './machine.ts'

export async function checkStorage(storage: StorageConfig): Promise<Finding> {
  if (storage.kind === 'trial') return checkStorage(storage.own)
  if (storage.kind === 's3') return checkBucket(storage)
  const folder = await nearestFolder(storage.folder)
  try {
    await access(folder, constants.W_OK | constants.X_OK)
    return ok('storage', `${storage.folder} ${folder === storage.folder ? 'is writable' : 'can be made'}.`)
  } catch {
    return failed('storage', `${folder} is not writable for this account.`, 'Give it to the account that runs Yingda, or set STORAGE.')
  }
}

async function checkBucket({ endpoint, bucket, region, accessKey, secretKey }: StorageConfig & { kind: 's3' }): Promise<Finding> {
  const client = new AwsClient({ accessKeyId: accessKey, secretAccessKey: secretKey, region, service: 's3', retries: 0 })
  try {
    const { status } = await client.fetch(`${endpoint}/${bucket}`, { method: 'HEAD', signal: AbortSignal.timeout(5_000) })
    if (status === 200) return ok('storage', `The bucket ${bucket} at ${endpoint} answers.`)
    if (status === 404) return failed('storage', `There is no bucket ${bucket} at ${endpoint}.`, 'Make it, or correct STORAGE.')
    if (status === 401 || status === 403)
      return failed('storage', `${endpoint} refuses our keys for ${bucket}.`, 'Correct S3_ACCESS_KEY, S3_SECRET_KEY and S3_REGION.')
    return failed('storage', `${endpoint} answers ${status} for ${bucket}.`, 'Look at the storage service.')
  } catch (error) {
    return failed('storage', `${endpoint} cannot be reached: ${reasonOf(error)}.`, 'Correct the endpoint in STORAGE, or the network.')
  }
}

const SAMPLE = 20

/** A few of the oldest and of the newest attachments: STORAGE that names another place shows at once. */
export async function checkAttachments(client: Pick<Client, 'query'>, storage: StorageConfig): Promise<Finding[]> {
  const { rows: tables } = await client.query<{ stands: boolean }>(`select to_regclass('attachment') is not null as stands`)
  if (tables[0]?.stands !== true) return []
  const { rows } = await client.query<{ id: string }>(
    `(select id from attachment where state = 'attached' order by id limit ${SAMPLE / 2})
     union (select id from attachment where state = 'attached' order by id desc limit ${SAMPLE / 2})`,
  )
  if (rows.length === 0) return []
  try {
    const read = openToRead(storage)
    let missing = 0
    for (const { id } of rows) if (!(await isThere(read, `${id}.original`))) missing += 1
    if (missing === 0) return [ok('attachments', `${rows.length} that were looked for are there.`)]
    const todo = 'Set STORAGE to where the files lie (after a restore: the folder files of the restored data), or bring them back from a backup.'
    return [failed('attachments', `Of ${rows.length} that were looked for ${missing} are not in the storage.`, todo)]
  } catch (error) {
    return [failed('attachments', `They cannot be looked for: ${reasonOf(error)}.`, 'Look at the storage first.')]
  }
}

async function isThere(storage: Pick<Storage, 'get'>, key: string): Promise<boolean> {
  const found = await storage.get(key)
  found?.stream.destroy()
  return found !== null
}

export async function checkKeys({ dataDir, databaseUrl }: Pick<Config, 'dataDir' | 'databaseUrl'>): Promise<Finding> {
  if (databaseUrl !== null) return ok('keys', 'All secrets come from the environment.')
  const folder = join(dataDir, 'keys')
  const names = await readdir(folder).catch(() => null)
  if (names === null) return note('keys', `There is no ${folder} yet; the first start makes it.`)
  if (process.platform === 'win32') return ok('keys', `${names.length} in ${folder}.`)
  const wide = (await modeOf(folder)) === 0o700 ? [] : [folder]
  for (const name of names) if ((await modeOf(join(folder, name))) !== 0o600) wide.push(join(folder, name))
  if (wide.length === 0) return ok('keys', `${names.length} in ${folder}, readable by their owner alone.`)
  return failed('keys', `Others may read ${wide.join(', ')}.`, `chmod 700 ${folder}; chmod 600 ${folder}/*`)
}

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777
