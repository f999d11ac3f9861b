import { openFolder } from './folder.ts'
import { openS3 } from './s3.ts'
import type { Storage } from './storage.ts'

export type StorageSettings = {
  /** `file:///var/lib/yingda/files`, or `s3+https://host[:port]/bucket?region=…` (`s3+http` for a store on this machine). */
  url: string
  accessKeyId?: string
  secretAccessKey?: string
}

/** @throws Error when the address or its keys cannot be used; that stops the start */
export async function openStorage({ url, accessKeyId, secretAccessKey }: StorageSettings): Promise<Storage> {
  const address = new URL(url)
  if (address.protocol === 'file:') return openFolder(address)
  if (address.protocol !== 's3+https:' && address.protocol !== 's3+http:') {
    throw new Error(`the storage address begins with ${address.protocol}, which is none of file:, s3+https:, s3+http:`)
  }
  if (!accessKeyId || !secretAccessKey) throw new Error('the S3 storage needs an access key id and a secret access key')
  const [bucket, ...rest] = address.pathname.split('/').filter((part) => part !== '')
  if (bucket === undefined || rest.length > 0) throw new Error('the S3 storage address names one bucket: s3+https://host/bucket')
  const endpoint = `${address.protocol.slice('s3+'.length)}//${address.host}`
  return openS3({ endpoint, bucket, region: address.searchParams.get('region') ?? 'us-east-1', accessKeyId, secretAccessKey })
}
