import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { crc32, deflateSync } from 'node:zlib'
import { test } from 'node:test'
import sharp from 'sharp'
import { inspect } from './inspect.ts'
import type { AcceptedFile } from './verdict.ts'

const RED = { r: 192, g: 48, b: 32 }
const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: RED } })
const HEIC = readFileSync(new URL('./fixtures/halves.heic', import.meta.url))

async function accepted(bytes: Uint8Array): Promise<AcceptedFile> {
  const verdict = await inspect(bytes)
  assert.ok('accepted' in verdict, JSON.stringify(verdict))
  return verdict.accepted
}

async function colourAt(bytes: Uint8Array, left: number, top: number): Promise<number[]> {
  return [...(await sharp(bytes).extract({ left, top, width: 1, height: 1 }).removeAlpha().raw().toBuffer())]
}

const near = (found: number[], wanted: number[]): boolean => found.every((value, index) => Math.abs(value - (wanted[index] ?? 0)) < 12)

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(data.length)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** A grey PNG that says it has these sides; `rows` are what is really in it. */
function rawPng(width: number, height: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, pngChunk('IHDR', header), pngChunk('IDAT', deflateSync(rows)), pngChunk('IEND', Buffer.alloc(0))])
}

test('a PNG keeps its pixels and gets a thumbnail of at most 480 a side', async () => {
  const file = await accepted(await picture(1200, 600).png().toBuffer())
  assert.deepEqual([file.mediaType, file.width, file.height], ['image/png', 1200, 600])
  assert.deepEqual(await colourAt(file.bytes, 5, 5), [RED.r, RED.g, RED.b])
  const small = await sharp(file.thumbnail ?? undefined).metadata()
  assert.deepEqual([small.format, small.width, small.height], ['webp', 480, 240])
})

test('a small picture is not blown up for its thumbnail', async () => {
  const file = await accepted(await picture(40, 30).png().toBuffer())
  assert.equal((await sharp(file.thumbnail ?? undefined).metadata()).width, 40)
})

test('a JPEG loses camera and place, and stands upright', async () => {
  const taken = await picture(300, 200)
    .jpeg()
    .withExif({ IFD0: { Make: 'SecretCamera', Orientation: '6' }, IFD3: { GPSLatitude: '31/1 13/1 50/1', GPSLatitudeRef: 'N' } })
    .withMetadata({ orientation: 6 })
    .toBuffer()
  assert.ok(taken.includes('SecretCamera'))
  const file = await accepted(taken)
  assert.deepEqual([file.mediaType, file.width, file.height], ['image/jpeg', 200, 300])
  const left = await sharp(file.bytes).metadata()
  assert.deepEqual([left.exif, left.xmp, left.icc, left.orientation], [undefined, undefined, undefined, undefined])
  assert.ok(!Buffer.from(file.bytes).includes('SecretCamera'))
})

test('a HEIC picture becomes a JPEG of the same picture', async () => {
  const file = await accepted(HEIC)
  assert.deepEqual([file.mediaType, file.width, file.height], ['image/jpeg', 120, 80])
  assert.ok(near(await colourAt(file.bytes, 20, 40), [192, 48, 32]))
  assert.ok(near(await colourAt(file.bytes, 100, 40), [32, 80, 192]))
})

test('a picture that is also an archive comes out as a picture alone', async () => {
  const archive = Buffer.concat([Buffer.from('PK\x03\x04payload.exe'), Buffer.from('PK\x05\x06'), Buffer.alloc(18)])
  for (const whole of [await picture(50, 50).jpeg().toBuffer(), await picture(50, 50).png().toBuffer()]) {
    const file = await accepted(Buffer.concat([whole, archive]))
    assert.ok(!Buffer.from(file.bytes).includes('PK'))
    assert.ok(!Buffer.from(file.bytes).includes('payload'))
  }
})

test('script in a picture’s comment does not come out', async () => {
  const jpeg = await picture(50, 50).jpeg().toBuffer()
  const words = Buffer.from('<script>alert(1)</script>')
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, words.length + 2]), words])
  const file = await accepted(Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]))
  assert.ok(!Buffer.from(file.bytes).includes('script'))
})

test('a picture of 30,000 × 30,000 pixels is refused before it is unpacked', async () => {
  const bomb = rawPng(30_000, 30_000, Buffer.alloc(30_001 * 300))
  assert.ok(bomb.length < 20_000)
  assert.deepEqual(await inspect(bomb), { trouble: 'too_many_pixels' })
})

test('a picture that has more rows than it says, or fewer, does no harm', async () => {
  const file = await accepted(rawPng(10, 10, Buffer.alloc(11 * 500_000)))
  assert.deepEqual([file.width, file.height], [10, 10])
  assert.deepEqual(await inspect(rawPng(1000, 1000, Buffer.alloc(1001 * 10))), { trouble: 'broken' })
})

test('a picture that is cut off is refused', async () => {
  const noise = await sharp({ create: { width: 400, height: 400, channels: 3, background: RED, noise: { type: 'gaussian', mean: 128, sigma: 60 } } })
    .jpeg()
    .toBuffer()
  assert.deepEqual(await inspect(noise.subarray(0, noise.length / 2)), { trouble: 'broken' })
  assert.deepEqual(await inspect(HEIC.subarray(0, 600)), { trouble: 'broken' })
  assert.deepEqual(await inspect((await picture(100, 100).png().toBuffer()).subarray(0, 60)), { trouble: 'broken' })
})

test('what is none of the four types is refused whatever it is called', async () => {
  const others = [
    Buffer.from('<!doctype html><script>alert(1)</script>'),
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'),
    Buffer.from('PK\x03\x04'),
    Buffer.from('plain words'),
    Buffer.alloc(0),
    await picture(10, 10).webp().toBuffer(),
    await picture(10, 10).gif().toBuffer(),
    await picture(10, 10).tiff().toBuffer(),
    await picture(10, 10).avif().toBuffer(),
  ]
  for (const bytes of others) assert.deepEqual(await inspect(bytes), { type: 'not_allowed' })
})
