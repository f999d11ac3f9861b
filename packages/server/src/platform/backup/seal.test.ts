import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openKeys, sealKeys } from './seal.ts'

const keys = { 'session-secret': 'x'.repeat(43), 'database-password': '密码' }
const under = { passphrase: 'four quiet blue herons', manifestSha256: 'a'.repeat(64) }

test('keys come back under their passphrase and beside their manifest, and never otherwise', async () => {
  const sealed = await sealKeys(keys, under)
  assert.equal(sealed.includes('xxxxxxxx'), false)
  assert.deepEqual(await openKeys(sealed, under), keys)
  await assert.rejects(openKeys(sealed, { ...under, passphrase: 'four quiet red herons' }), /does not open/)
  await assert.rejects(openKeys(sealed, { ...under, manifestSha256: 'b'.repeat(64) }), /does not open/)
  const cut = JSON.parse(sealed.toString('utf8')) as { tag: string } // as sealKeys writes it
  cut.tag = Buffer.from(cut.tag, 'base64').subarray(0, 4).toString('base64')
  await assert.rejects(openKeys(Buffer.from(JSON.stringify(cut)), under), /does not open/, 'a tag that is cut short is easy to guess')
})
