import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { deflateRawSync, deflateSync } from 'node:zlib'
import { test } from 'node:test'
import { makePdf, streamObject } from './fixtures/make-pdf.ts'
import { inspect } from './inspect.ts'

const JS = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>'
const INNER = `7 0 ${JS}`
const OBJECT_STREAM = `/Type /ObjStm /N 1 /First 4`

async function troubleWith(bytes: Buffer): Promise<string> {
  const verdict = await inspect(bytes)
  return 'trouble' in verdict ? verdict.trouble : 'accepted' in verdict ? 'accepted' : 'not allowed'
}

/** Bytes as `!`…`u`, five letters for four bytes. */
function base85(bytes: Buffer): string {
  const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)])
  let letters = ''
  for (let at = 0; at < padded.length; at += 4) {
    let value = padded.readUInt32BE(at)
    let group = ''
    for (let digit = 0; digit < 5; digit += 1, value = Math.floor(value / 85)) group = String.fromCharCode(33 + (value % 85)) + group
    letters += group
  }
  return `${letters.slice(0, letters.length - (padded.length - bytes.length))}~>`
}

test('an honest PDF is stored byte for byte', async () => {
  const file = makePdf({
    objects: [
      streamObject('/Filter /FlateDecode', 'BT /F1 12 Tf (对账单) Tj ET'),
      streamObject(`${OBJECT_STREAM} /Filter /FlateDecode`, '7 0 << /Type /Font /BaseFont /Helvetica >>'),
      streamObject('/Filter [/ASCII85Decode /FlateDecode]', '', Buffer.from(base85(deflateSync('0 0 m 10 10 l S')))),
      streamObject('/Type /XObject /Subtype /Image /Width 9 /Height 9 /Filter /DCTDecode', '', Buffer.concat([Buffer.from([0xff, 0xd8]), randomBytes(4000)])),
      '<< /Type /Action /S /URI /URI (https://example.com/) >>',
      '<< /Type /Outlines /First 5 0 R /Count 1 >>',
    ],
  })
  const verdict = await inspect(file)
  assert.ok('accepted' in verdict, JSON.stringify(verdict))
  assert.deepEqual([verdict.accepted.mediaType, verdict.accepted.thumbnail, verdict.accepted.width], ['application/pdf', null, null])
  assert.ok(Buffer.from(verdict.accepted.bytes).equals(file))
})

const ACTIVE: Readonly<Record<string, Buffer>> = {
  'a script when it is opened': makePdf({ objects: [JS], trailer: '/OpenAction 4 0 R' }),
  'a script whose name is spelled in hex': makePdf({ objects: ['<< /S /J#61vaScript /#4a#53 (x) >>'] }),
  'a script inside an object stream': makePdf({ objects: [streamObject(`${OBJECT_STREAM} /Filter /FlateDecode`, INNER)] }),
  'a script inside an object stream that does not say so': makePdf({ objects: [streamObject('/N 1 /First 4 /Filter 9 0 R', INNER)] }),
  'a script inside an object stream that calls itself a picture': makePdf({
    objects: [streamObject('/Subtype /Image /N 1 /First 4 /Filter /FlateDecode', INNER)],
  }),
  'a script inside an object stream spelled in letters': makePdf({
    objects: [streamObject(`${OBJECT_STREAM} /Filter [/ASCII85Decode /FlateDecode]`, '', Buffer.from(base85(deflateSync(INNER))))],
  }),
  'a script inside an object stream spelled in hex': makePdf({
    objects: [streamObject(`${OBJECT_STREAM} /Filter [/ASCIIHexDecode /FlateDecode]`, '', Buffer.from(`${deflateSync(INNER).toString('hex')}>`))],
  }),
  'a script inside a stream whose closing sum is wrong': makePdf({
    objects: [streamObject(`${OBJECT_STREAM} /Filter /FlateDecode`, '', Buffer.concat([Buffer.from([0x78, 0x9c]), deflateRawSync(INNER), Buffer.alloc(4)]))],
  }),
  'a script behind the word endstream': makePdf({
    objects: [streamObject(`${OBJECT_STREAM} /Filter /FlateDecode`, '', deflateSync(`(\nendstream\n) ${INNER}`, { level: 0 }))],
  }),
  'objects stored as differences': makePdf({
    objects: [streamObject(`${OBJECT_STREAM} /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 4 >>`, INNER)],
  }),
  'objects behind a packing that is not unpacked': makePdf({ objects: [streamObject(`${OBJECT_STREAM} /Filter /LZWDecode`, '', randomBytes(60))] }),
  'a launch': makePdf({ objects: ['<< /S /Launch /F (cmd.exe) >>'] }),
  'a file inside': makePdf({ objects: [streamObject('/Type /EmbeddedFile', 'MZ')] }),
  'additional actions': makePdf({ objects: ['<< /Type /Page /AA << /O 5 0 R >> >>'] }),
  'a form with its own program': makePdf({ objects: ['<< /AcroForm << /XFA 6 0 R >> >>'] }),
}
for (const [what, file] of Object.entries(ACTIVE)) {
  test(`a PDF with ${what} is refused`, async () => assert.equal(await troubleWith(file), 'active_content'))
}

const BROKEN: Readonly<Record<string, Buffer>> = {
  'cut off': makePdf().subarray(0, -30),
  'only a header': Buffer.from('%PDF-1.4\n%%EOF\n'),
  'followed by something': makePdf({ after: 'MZ\x90\0 and a program' }),
  'with a stream that does not unpack': makePdf({
    objects: [streamObject('/Filter /FlateDecode', '', Buffer.concat([Buffer.from([0x78, 0x9c]), Buffer.alloc(50, 0xff)]))],
  }),
}
for (const [what, file] of Object.entries(BROKEN)) {
  test(`a PDF that is ${what} is refused as broken`, async () => assert.equal(await troubleWith(file), 'broken'))
}

test('a PDF that is also an archive or a page is refused', async () => {
  const zip = Buffer.concat([Buffer.from('PK\x05\x06'), Buffer.alloc(18)])
  assert.equal(await troubleWith(makePdf({ between: '% <script>alert(1)</script>\n' })), 'two_files_in_one')
  assert.equal(await troubleWith(makePdf({ between: Buffer.concat([Buffer.from('% '), zip, Buffer.from('\n')]) })), 'two_files_in_one')
  assert.equal(await troubleWith(makePdf({ objects: [streamObject('', '', zip)] })), 'two_files_in_one')
  assert.equal(await troubleWith(makePdf({ objects: [streamObject('', '', Buffer.from('PK\x05\x06 by chance, and no archive'))] })), 'accepted')
})

test('an encrypted PDF is refused: nobody could look inside', async () => {
  assert.equal(await troubleWith(makePdf({ trailer: '/Encrypt 9 0 R' })), 'encrypted')
})

test('a PDF that unpacks to hundreds of megabytes is refused', async () => {
  const bomb = deflateSync(Buffer.alloc(140 * 1024 * 1024), { level: 9 })
  assert.ok(bomb.length < 200_000)
  assert.equal(await troubleWith(makePdf({ objects: [streamObject('/Filter /FlateDecode', '', bomb)] })), 'too_much_inside')
  const part = deflateSync(Buffer.alloc(60 * 1024 * 1024), { level: 9 })
  const many = Array.from({ length: 9 }, () => streamObject('/Subtype /Image /Filter /FlateDecode', '', part))
  assert.equal(await troubleWith(makePdf({ objects: many })), 'too_much_inside')
})

test('megabytes of pictures do not look like names by chance', async () => {
  const photo = streamObject('/Subtype /Image /Filter /DCTDecode', '', Buffer.concat([Buffer.from([0xff, 0xd8]), randomBytes(4_000_000)]))
  assert.equal(await troubleWith(makePdf({ objects: [photo, photo] })), 'accepted')
})
