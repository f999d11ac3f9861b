/** For tests: a store in memory that takes a request only when its Signature Version 4 is right, computed here anew. */
import { createHash, createHmac } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

type Keys = { accessKeyId: string; secretAccessKey: string }
export type FakeS3 = AsyncDisposable & { url: string; mediaTypes(): string[]; failNext(times: number): void }

export async function startFakeS3(keys: Keys, bucket: string, region: string): Promise<FakeS3> {
  const objects = new Map<string, { bytes: Buffer; mediaType: string }>()
  let failures = 0

  const server = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      const body = await buffer(request)
      const key = request.url ?? ''
      if (failures > 0) {
        failures -= 1
        response.writeHead(503).end('SlowDown')
      } else if (!key.startsWith(`/${bucket}/`) || !isSigned(request, body, keys, region)) {
        response.writeHead(403).end('<Code>SignatureDoesNotMatch</Code>')
      } else if (request.method === 'PUT') {
        objects.set(key, { bytes: body, mediaType: String(request.headers['content-type']) })
        response.writeHead(200).end()
      } else if (request.method === 'DELETE') {
        objects.delete(key)
        response.writeHead(204).end()
      } else {
        const object = objects.get(key)
        if (object === undefined) response.writeHead(404).end('<Code>NoSuchKey</Code>')
        else response.writeHead(200, { 'content-length': object.bytes.length }).end(object.bytes)
      }
    }
    answer().catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a TCP server's address is never a string
  return {
    url: `http://127.0.0.1:${port}`,
    mediaTypes: () => [...objects.values()].map((object) => object.mediaType),
    failNext: (times) => void (failures = times),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')

function isSigned(request: IncomingMessage, body: Buffer, { accessKeyId, secretAccessKey }: Keys, region: string): boolean {
  const shape = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/
  const [, id, date = '', signedRegion, names = '', signature] = shape.exec(request.headers.authorization ?? '') ?? []
  if (id !== accessKeyId || signedRegion !== region) return false
  const signed = names.split(';')
  if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => signed.includes(name))) return false
  if (request.headers['x-amz-content-sha256'] !== sha256(body)) return false

  const headers = signed.map((name) => `${name}:${String(request.headers[name])}\n`).join('')
  const canonical = [request.method, request.url, '', headers, names, sha256(body)].join('\n')
  const scope = `${date}/${region}/s3/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(canonical)].join('\n')
  const key = [region, 's3', 'aws4_request'].reduce<Buffer>((made, part) => hmac(made, part), hmac(`AWS4${secretAccessKey}`, date))
  return hmac(key, toSign).toString('hex') === signature
}
