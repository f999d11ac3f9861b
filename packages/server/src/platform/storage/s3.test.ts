import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import { AwsV4Signer } from 'aws4fetch'
import { startFakeS3 } from './fake-s3.ts'
import { openS3 } from './s3.ts'
import { openStorage } from './open.ts'

const KEY = '019a9f00-0000-7000-8000-000000000001.original'
const KEYS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' }
const STORE = { kind: 's3' as const, bucket: 'files', region: 'us-east-1', accessKey: KEYS.accessKeyId, secretKey: KEYS.secretAccessKey }

// AWS, "Signature calculations for the Authorization header: single chunk", Amazon S3 API reference.
const PUBLISHED = [
  {
    name: 'GET object',
    request: {
      method: 'GET',
      url: 'https://examplebucket.s3.amazonaws.com/test.txt',
      headers: { range: 'bytes=0-9', 'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
    },
    signature: 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  },
  {
    name: 'PUT object',
    request: {
      method: 'PUT',
      url: 'https://examplebucket.s3.amazonaws.com/test$file.text',
      headers: {
        date: 'Fri, 24 May 2013 00:00:00 GMT',
        'x-amz-storage-class': 'REDUCED_REDUNDANCY',
        'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
      },
    },
    signature: '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  },
]

for (const { name, request, signature } of PUBLISHED) {
  test(`the signer gives the signature that AWS publishes for ${name}`, async () => {
    const signer = new AwsV4Signer({ ...request, ...KEYS, service: 's3', region: 'us-east-1', datetime: '20130524T000000Z', allHeaders: true })
    assert.match(await signer.authHeader(), new RegExp(`Signature=${signature}$`))
  })
}

test('what is put comes back, with its size, and is gone after removal', async () => {
  await using store = await startFakeS3(KEYS, 'files', 'cn-north-1')
  const s3 = await openStorage({ ...STORE, endpoint: store.url, region: 'cn-north-1' })
  await s3.put(KEY, Buffer.from('收据'), 'image/png')
  assert.deepEqual(store.mediaTypes(), ['image/png'])
  const stored = await s3.get(KEY)
  assert.ok(stored)
  assert.equal(stored.sizeBytes, 6)
  assert.equal((await buffer(stored.stream)).toString(), '收据')

  await s3.remove(KEY)
  assert.equal(await s3.get(KEY), null)
  await s3.remove(KEY)
})

test('a wrong secret is an error, not a missing file', async () => {
  await using store = await startFakeS3(KEYS, 'files', 'us-east-1')
  const s3 = openS3({ ...STORE, endpoint: store.url, secretKey: 'another' })
  await assert.rejects(s3.get(KEY), /403/)
  await assert.rejects(s3.put(KEY, Buffer.from('x'), 'image/png'), /403/)
  await assert.rejects(s3.remove(KEY), /403/)
})

test('a store that fails for a moment is asked again', async () => {
  await using store = await startFakeS3(KEYS, 'files', 'us-east-1')
  const s3 = openS3({ ...STORE, endpoint: store.url })
  store.failNext(2)
  await s3.put(KEY, Buffer.from('x'), 'image/png')
  store.failNext(3)
  await assert.rejects(s3.get(KEY), /503/)
})
