import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AttachmentId } from '@yingda/protocol/ids.ts'
import { createLinks, type FileLink, type SignedParts } from './links.ts'

const NOW = new Date('2026-11-20T06:32:00.400Z')
const LINK: FileLink = { id: AttachmentId.parse('019a9f00-0000-7000-8000-000000000001'), variant: 'original' }
const links = createLinks('secret')

function partsOf(url: string): SignedParts {
  const query = new URL(url, 'http://x').searchParams
  return { expiresAtSeconds: Number(query.get('e')), signature: String(query.get('s')) }
}

test('a link is good for five minutes and says until when', () => {
  const { url, expiresAt } = links.sign(LINK, NOW)
  assert.match(url, /^\/files\/019a9f00-0000-7000-8000-000000000001\/original\?e=\d+&s=[\w-]{43}$/)
  assert.equal(expiresAt, '2026-11-20T06:37:00.000Z')
  const parts = partsOf(url)
  assert.equal(links.secondsLeft(LINK, parts, NOW), 299)
  assert.equal(links.secondsLeft(LINK, parts, new Date('2026-11-20T06:36:59.000Z')), 1)
  assert.equal(links.secondsLeft(LINK, parts, new Date('2026-11-20T06:37:00.000Z')), 0)
})

test('a link for another file, variant, time or secret is good for nothing', () => {
  const parts = partsOf(links.sign(LINK, NOW).url)
  const others: [FileLink, SignedParts][] = [
    [{ ...LINK, id: AttachmentId.parse('019a9f00-0000-7000-8000-000000000002') }, parts],
    [{ ...LINK, variant: 'thumbnail' }, parts],
    [LINK, { ...parts, expiresAtSeconds: parts.expiresAtSeconds + 1 }],
    [LINK, { ...parts, signature: '' }],
    [LINK, { ...parts, signature: parts.signature.slice(1) }],
    [LINK, partsOf(createLinks('another').sign(LINK, NOW).url)],
  ]
  for (const [link, given] of others) assert.equal(links.secondsLeft(link, given, NOW), 0)
})
