import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mailAddress, maskedAddress } from './address.ts'

test('an address is taken as people type it, full-width signs and spaces around it included', () => {
  assert.equal(mailAddress(' chen@example.cn '), 'chen@example.cn')
  assert.equal(mailAddress('ｃhen＠example．cn'), 'chen@example.cn')
})

test('what is no address is none: without a domain, with a line end, with two recipients, or longer than mail servers take', () => {
  for (const text of ['', 'chen', 'chen@', '@example.cn', 'chen@example', 'a@b.cn\nbcc: c@d.cn', 'a@b.cn,c@d.cn', 'a b@c.cn', `${'a'.repeat(250)}@b.cn`])
    assert.equal(mailAddress(text), null, text)
})

test('of an address the first letter of the mailbox is shown, and of a short one not even that', () => {
  assert.equal(maskedAddress('chen@example.cn'), 'c•••@example.cn')
  assert.equal(maskedAddress('li@example.cn'), '•••@example.cn')
})
