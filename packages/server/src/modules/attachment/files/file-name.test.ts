import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MAX_NAME_LENGTH, safeFileName } from './file-name.ts'

const CASES: readonly [given: string, mediaType: 'image/png' | 'image/jpeg' | 'application/pdf', kept: string][] = [
  ['截图 2026-11-20.png', 'image/png', '截图 2026-11-20.png'],
  ['IMG_0001.HEIC', 'image/jpeg', 'IMG_0001.jpg'],
  ['photo.JPEG', 'image/jpeg', 'photo.jpeg'],
  ['../../etc/passwd', 'image/png', 'passwd.png'],
  ['C:\\Users\\王\\收据.pdf', 'application/pdf', '收据.pdf'],
  ['/', 'image/png', 'picture.png'],
  ['..', 'application/pdf', 'document.pdf'],
  ['', 'application/pdf', 'document.pdf'],
  ['.htaccess', 'image/png', 'htaccess.png'],
  ['a\u202Egnp.exe', 'image/png', 'agnp.png'],
  ['\u2066invoice\u2069\u200B.pdf', 'application/pdf', 'invoice.pdf'],
  ['report\r\nSet-Cookie: a=b.pdf', 'application/pdf', 'reportSet-Cookie a=b.pdf'],
  ['nul\0byte.png', 'image/png', 'nulbyte.png'],
  ['CON', 'image/png', 'picture-CON.png'],
  ['com1.png', 'image/png', 'picture-com1.png'],
  ['aux.old.pdf', 'application/pdf', 'document-aux.old.pdf'],
  ['"><script>alert(1)</script>.png', 'image/png', 'script.png'],
  ['invoice.pdf.exe', 'application/pdf', 'invoice.pdf.pdf'],
  ['对账单 v1.2', 'application/pdf', '对账单 v1.2.pdf'],
  ['statement. . .', 'application/pdf', 'statement.pdf'],
  ['e\u0301te\u0301.png', 'image/png', 'été.png'],
  ['half\uD83D.png', 'image/png', 'half\uFFFD.png'],
]

for (const [given, mediaType, kept] of CASES) {
  test(`${JSON.stringify(given)} is kept as ${JSON.stringify(kept)}`, () => assert.equal(safeFileName(given, mediaType), kept))
}

test('a long name is cut between letters and keeps its extension', () => {
  assert.equal(safeFileName(`${'账'.repeat(300)}.pdf`, 'application/pdf'), `${'账'.repeat(116)}.pdf`)
  const families = safeFileName(`a${'👨‍👩‍👧'.repeat(100)}.jpeg`, 'image/jpeg')
  assert.ok(families.length <= MAX_NAME_LENGTH)
  assert.ok(families.isWellFormed())
  assert.equal(safeFileName(families, 'image/jpeg'), families)
})
