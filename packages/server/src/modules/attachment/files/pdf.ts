/**
 * A PDF is stored as it came, so it is looked into first: whole, nothing else at the same time, not encrypted, nothing
 * that runs, launches or carries files, and no more inside than an honest document has. This is a sieve and not a
 * sandbox: downloads are also sent as attachments that no page may run.
 */
import { activeName, namesIn, unreadableFilter } from './pdf-names.ts'
import { unpackStreams } from './pdf-streams.ts'
import { BadFile, type AcceptedFile } from './verdict.ts'

const TAIL_BYTES = 2048
/** The farthest from its end that a ZIP archive's end record can stand. */
const ZIP_END_REACH = 65_557

export function checkPdf(bytes: Uint8Array): AcceptedFile {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = file.toString('latin1')
  const outside = textOutsideStreams(text)
  checkWhole(text)
  checkAlone(file, outside)
  checkHarmless(text, outside)
  for (const unpacked of unpackStreams(file, text)) refuseActive(namesIn(unpacked), { byChance: false })
  return { mediaType: 'application/pdf', bytes, thumbnail: null, width: null, height: null }
}

function checkWhole(text: string): void {
  if (!/^%PDF-[12]\.\d/.test(text)) throw new BadFile('broken', 'no header at the beginning')
  if (!/\d+\s+\d+\s+obj\b/.test(text)) throw new BadFile('broken', 'no objects')
  // Blank or zero bytes may follow the end mark; anything else could be a second file.
  if (!/startxref\s+\d+\s+%%EOF[\s\0]*$/.test(text.slice(-TAIL_BYTES))) throw new BadFile('broken', 'cut off, or something behind the end')
}

const OTHER_FILES = ['PK\x03\x04', 'PK\x05\x06', 'Rar!\x1a\x07', '7z\xbc\xaf\x27\x1c', '\x7fELF', 'MZ\x90\0']
const PAGE = /<(?:!doctype|html|script|svg|iframe|body|\?php)/i

function checkAlone(file: Buffer, outside: string): void {
  if (OTHER_FILES.some((mark) => outside.includes(mark)) || PAGE.test(outside))
    throw new BadFile('two_files_in_one', 'an archive, program or page between the objects')
  const tail = file.subarray(-ZIP_END_REACH)
  for (let at = tail.indexOf('PK\x05\x06'); at >= 0; at = tail.indexOf('PK\x05\x06', at + 1)) {
    // A real end record names disk 0 and a comment no longer than what follows; the four letters alone may be chance.
    if (at + 22 <= tail.length && tail.readUInt32LE(at + 4) === 0 && at + 22 + tail.readUInt16LE(at + 20) <= tail.length) {
      throw new BadFile('two_files_in_one', 'a ZIP archive')
    }
  }
}

function checkHarmless(text: string, outside: string): void {
  const everywhere = namesIn(text)
  const plain = namesIn(outside)
  if (everywhere.has('Encrypt')) throw new BadFile('encrypted', 'encrypted')
  refuseActive(everywhere, { byChance: true })
  refuseActive(plain, { byChance: false })
  const filter = unreadableFilter(plain)
  if (filter !== undefined && (everywhere.has('ObjStm') || everywhere.has('XRef'))) throw new BadFile('active_content', `objects may hide behind /${filter}`)
}

function refuseActive(names: ReadonlySet<string>, options: { byChance: boolean }): void {
  const name = activeName(names, options)
  if (name !== undefined) throw new BadFile('active_content', `/${name}`)
}

function textOutsideStreams(text: string): string {
  return text.replace(/(?<!end)stream\r?\n[\s\S]*?endstream/g, ' ')
}
