import assert from 'node:assert/strict'
import { test } from 'node:test'
import { subscriptionLinks } from './links.ts'

const NOW = new Date('2026-11-20T06:32:00.000Z')
const links = subscriptionLinks('a-secret-of-32-characters-xxxxxxx', 'https://desk.example')
const somebody = { id: '019a9c0f-7c1e-7d40-8000-000000000001', language: 'en' } as const
const tokenOf = (url: string): string => new URL(url).searchParams.get('t') ?? ''

test('a link leads back to whom it was made for, and does the one thing it was made for', () => {
  const [confirm, leave] = [tokenOf(links.toConfirm(somebody, NOW)), tokenOf(links.toLeave(somebody))]
  assert.deepEqual([links.readConfirm(confirm, NOW), links.readLeave(leave)], [somebody, somebody])
  assert.deepEqual([links.readConfirm(leave, NOW), links.readLeave(confirm)], [null, null])
})

test('a confirmation is good for two days, leaving for ever', () => {
  const confirm = tokenOf(links.toConfirm(somebody, NOW))
  assert.deepEqual(links.readConfirm(confirm, new Date(NOW.getTime() + 48 * 3600_000 - 1)), somebody)
  assert.equal(links.readConfirm(confirm, new Date(NOW.getTime() + 48 * 3600_000)), null)
})

test('what was changed, made up or signed with another secret is nobody’s', () => {
  const confirm = tokenOf(links.toConfirm(somebody, NOW))
  const leave = tokenOf(links.toLeave(somebody))
  const other = subscriptionLinks('another-secret-of-32-characters-x', 'https://desk.example')
  const forged = [
    confirm.replace('.en.', '.zh-CN.'),
    confirm.replace(/\.(\d+)\./, (_, until: string) => `.${Number(until) + 1}.`),
    confirm.slice(0, -1),
    '',
    '.',
    'a.b.c.d',
  ]
  for (const token of forged) assert.equal(links.readConfirm(token, NOW), null, token)
  for (const token of [leave.replace('0001', '0002'), leave.slice(1), tokenOf(other.toLeave(somebody))]) assert.equal(links.readLeave(token), null, token)
})
