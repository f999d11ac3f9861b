/**
 * Pictures are never stored as they came: they are decoded and written anew. What survives is the pixels, upright and in
 * sRGB; camera data, place, thumbnails of the uncut picture, comments and bytes behind the end do not.
 */
import decodeHeic from 'heic-decode'
import sharp, { type Sharp } from 'sharp'
import { BadFile, type AcceptedFile } from './verdict.ts'

const MAX_PIXELS = 50_000_000
const THUMBNAIL_SIDE = 480
/** The server stops the whole process a little later; this one also stops native code tidily. */
const DECODE_SECONDS = 12
const JPEG = { quality: 88, mozjpeg: false }

sharp.cache(false)
sharp.concurrency(1)

export async function rewritePng(bytes: Uint8Array): Promise<AcceptedFile> {
  const { picture, isDeep } = await openPicture(bytes, 'png')
  return write('image/png', picture.png({ compressionLevel: 7, adaptiveFiltering: !isDeep }))
}

export async function rewriteJpeg(bytes: Uint8Array): Promise<AcceptedFile> {
  const { picture } = await openPicture(bytes, 'jpeg')
  return write('image/jpeg', picture.jpeg(JPEG))
}

/** HEIC becomes JPEG, which every browser shows. */
export async function rewriteHeic(bytes: Uint8Array): Promise<AcceptedFile> {
  const { data, width, height } = await decodeFirst(bytes)
  const picture = sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: MAX_PIXELS })
  return write('image/jpeg', picture.flatten({ background: '#ffffff' }).jpeg(JPEG))
}

async function openPicture(bytes: Uint8Array, format: 'png' | 'jpeg'): Promise<{ picture: Sharp; isDeep: boolean }> {
  const picture = sharp(bytes, { failOn: 'error', limitInputPixels: false })
  const found = await picture.metadata().catch(brokenBy)
  if (found.format !== format) throw new BadFile('broken', `begins like ${format} and opens as ${found.format}`)
  checkSize(found.width, found.height)
  return { picture: picture.autoOrient(), isDeep: found.depth === 'ushort' }
}

async function decodeFirst(bytes: Uint8Array): Promise<{ data: Uint8ClampedArray; width: number; height: number }> {
  // All pictures are only listed here; their size is known before anything is decoded.
  const pictures = await decodeHeic.all({ buffer: bytes }).catch(brokenBy)
  try {
    const [first] = pictures
    if (first === undefined) throw new BadFile('broken', 'no picture inside')
    checkSize(first.width, first.height)
    return await first.decode().catch(brokenBy)
  } finally {
    pictures.dispose()
  }
}

function checkSize(width: number, height: number): void {
  if (width * height > MAX_PIXELS) throw new BadFile('too_many_pixels', `${width} × ${height} pixels`)
}

async function write(mediaType: 'image/png' | 'image/jpeg', picture: Sharp): Promise<AcceptedFile> {
  const { data, info } = await picture.timeout({ seconds: DECODE_SECONDS }).toBuffer({ resolveWithObject: true }).catch(brokenBy)
  const thumbnail = await sharp(data, { limitInputPixels: MAX_PIXELS })
    .resize(THUMBNAIL_SIDE, THUMBNAIL_SIDE, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 76 })
    .toBuffer()
  return { mediaType, bytes: data, thumbnail, width: info.width, height: info.height }
}

function brokenBy(error: unknown): never {
  throw new BadFile('broken', 'the decoder refused it', error)
}
