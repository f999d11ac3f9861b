/**
 * Unpack what stands between `stream` and `endstream`. Since PDF 1.5 whole objects may be packed there, scripts among
 * them. Where a stream begins is taken from the keyword and how it is packed from its first bytes, not from what its
 * dictionary says, because readers differ in what they believe.
 */
import { inflateRawSync, constants } from 'node:zlib'
import { BadFile } from './verdict.ts'

const MAX_STREAMS = 20_000
const MAX_UNPACKED_BYTES = 128 * 1024 * 1024
const MAX_UNPACKED_TOTAL = 512 * 1024 * 1024
const DICTIONARY_REACH = 4096

const STREAM = /(?<!end)stream[ \t]*(?:\r\n|\n|\r)?/g
const PREDICTED = /\/Predictor\s+(?!1\b)\d|\/DecodeParms\s+\d+\s+\d+\s+R/
/** Object streams name the offset of their first object; outlines name an object (`/First 5 0 R`). */
const OBJECT_STREAM = /\/ObjStm|\/First\s+\d+(?!\d|\s+\d+\s+R)/

/** The unpacked text of every stream that may hold objects, one at a time. @throws BadFile */
export function* unpackStreams(file: Buffer, text: string): Generator<string> {
  let streams = 0
  let left = MAX_UNPACKED_TOTAL
  for (const match of text.matchAll(STREAM)) {
    if ((streams += 1) > MAX_STREAMS) throw new BadFile('too_much_inside', `more than ${MAX_STREAMS} streams`)
    const dictionary = dictionaryBefore(text, match.index)
    const holdsObjects = OBJECT_STREAM.test(dictionary)
    if (holdsObjects && PREDICTED.test(dictionary)) throw new BadFile('active_content', 'objects stored as differences')
    const unpacked = unpack(file.subarray(match.index + match[0].length), { dictionary, left })
    if (unpacked === null) continue
    left -= unpacked.length
    // Pixels are only counted: searching hundreds of megabytes of them finds names by chance alone.
    if (holdsObjects || !/\/Subtype\s*\/Image\b/.test(dictionary)) yield unpacked.toString('latin1')
  }
}

function dictionaryBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - DICTIONARY_REACH), at)
  return before.slice(Math.max(before.lastIndexOf('endobj'), before.lastIndexOf('endstream'), 0))
}

function unpack(body: Buffer, { dictionary, left }: { dictionary: string; left: number }): Buffer | null {
  const packed = isZlib(body) ? body : fromText(body)
  if (packed === null || !isZlib(packed)) return packed === body ? null : packed
  const limit = Math.min(MAX_UNPACKED_BYTES, left)
  try {
    // Past the zlib header and without its closing sum, which readers do not check either.
    return inflateRawSync(packed.subarray(2), { maxOutputLength: Math.max(1, limit), finishFlush: constants.Z_SYNC_FLUSH })
  } catch (error) {
    if (isTooLarge(error)) throw new BadFile('too_much_inside', `unpacks to more than ${limit} bytes`)
    // What a reader would show of it before the fault is not known here. Other packings may begin like zlib by chance.
    if (/\/(FlateDecode|Fl)\b/.test(dictionary)) throw new BadFile('broken', 'a stream does not unpack', error)
    return null
  }
}

function isZlib(bytes: Buffer): boolean {
  const [first = 0, second = 0] = bytes
  return (first & 0x0f) === 8 && first >> 4 <= 7 && (first * 256 + second) % 31 === 0
}

/** Some writers spell packed bytes in letters on top (ASCIIHexDecode, ASCII85Decode). */
function fromText(body: Buffer): Buffer | null {
  const head = body.toString('latin1', 0, 16)
  if (/^[0-9a-f\s]+$/i.test(head)) return upTo(body, '>', (letters) => Buffer.from(letters, 'hex'))
  if (/^(<~)?[!-uz\s]+$/.test(head)) return upTo(body, '~>', fromBase85)
  return null
}

function upTo(body: Buffer, mark: string, decode: (letters: string) => Buffer): Buffer | null {
  const end = body.indexOf(mark)
  return end < 0 ? null : decode(body.toString('latin1', 0, end).replace(/^<~|\s/g, ''))
}

function fromBase85(letters: string): Buffer {
  const spelled = letters.replaceAll('z', '!!!!!')
  const bytes = Buffer.alloc(Math.ceil(spelled.length / 5) * 4)
  for (let group = 0; group * 5 < spelled.length; group += 1) {
    let value = 0
    for (let digit = group * 5; digit < group * 5 + 5; digit += 1) value = value * 85 + (digit < spelled.length ? spelled.charCodeAt(digit) - 33 : 84)
    bytes.writeUInt32BE((value >>> 0) % 2 ** 32, group * 4)
  }
  const missing = (5 - (spelled.length % 5)) % 5
  return bytes.subarray(0, bytes.length - missing)
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
}
