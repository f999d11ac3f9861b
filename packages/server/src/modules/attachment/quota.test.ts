import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { checkStorageUse } from '../../platform/doctor/database.ts'
import { usedBytes } from '../../platform/storage/quota.ts'
import { attachmentJobs, attachTo, redactAttachments, sweepOrphans } from './api.ts'
import { storeUpload } from './commands/store-upload.ts'
import { openAttachmentDesk } from './testing/attachment-desk.ts'

const DAY_MS = 86_400_000
const desk = await openAttachmentDesk()
const PNG = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#2050c0' } })
  .png()
  .toBuffer()
const used = (): Promise<number> => usedBytes(desk.db)
const rowCount = async (): Promise<number> => (await desk.pool.query('select from attachment')).rowCount ?? 0
const upload = async (quotaBytes: number | null) => storeUpload({ ...desk, quotaBytes }, await desk.aCustomer(), { name: 'a.png', bytes: PNG })

test('what is stored is counted with its thumbnail, and what goes is given back', async () => {
  assert.equal(await used(), 0)
  const customer = await desk.aCustomer()
  const id = await desk.aFile(customer, PNG)
  const one = await used()
  assert.ok(one > 0)
  const { rows } = await desk.pool.query('select stored_bytes, size_bytes from attachment where id = $1', [id])
  assert.ok(rows[0].stored_bytes > rows[0].size_bytes)
  assert.equal(rows[0].stored_bytes, one)

  const place = { conversationId: await desk.aConversation(customer), seq: 1 }
  await desk.runner.run(customer, (ctx) => attachTo(ctx, [{ attachmentId: id, ...place }]))
  await desk.runner.run({ kind: 'system' }, (ctx) => redactAttachments(ctx, place))
  assert.equal(await used(), one, 'until the bytes are gone')
  const erase = attachmentJobs(desk)['attachment.erase']
  await erase?.({ ids: [id] })
  await erase?.({ ids: [id] })
  assert.equal(await used(), 0)

  await desk.aFile(customer, PNG)
  desk.clock.advance(DAY_MS + 60_000)
  await sweepOrphans(desk)
  assert.equal(await used(), 0)
})

test('what would exceed the quota is refused, leaves nothing behind, and many at once do not exceed it either', async () => {
  await upload(null)
  const one = await used()
  const quotaBytes = 3 * one + 10
  const answers = await Promise.allSettled(Array.from({ length: 8 }, () => upload(quotaBytes)))
  assert.equal(answers.filter((answer) => answer.status === 'fulfilled').length, 2)
  for (const answer of answers) if (answer.status === 'rejected') assert.equal(answer.reason.code, 'attachment.storage_full')
  assert.equal(await used(), 3 * one)
  const { rows } = await desk.pool.query(`select count(*)::int as count from attachment where state = 'stored'`)
  assert.equal(rows[0].count, 3)
})

test('a full storage refuses before it looks into the file', async () => {
  const blind = { ...desk.inspector, inspect: () => Promise.reject(new Error('nobody was to look')) }
  const customer = await desk.aCustomer()
  await assert.rejects(storeUpload({ ...desk, inspector: blind, quotaBytes: await used() }, customer, { name: 'a.png', bytes: PNG }), {
    code: 'attachment.storage_full',
  })
})

for (const code of ['ENOSPC', 'EDQUOT']) {
  test(`a disk that is full behind the storage (${code}) refuses as the quota does, gives the room back and leaves nothing`, async () => {
    const [before, rowsBefore] = [await used(), await rowCount()]
    const full = (): Promise<never> => Promise.reject(Object.assign(new Error(`${code}: no space`), { code }))
    // The picture itself still fits, its thumbnail does not.
    const storage = {
      ...desk.storage,
      put: (key: string, ...rest: [Uint8Array, string]) => (key.endsWith('.thumbnail') ? full() : desk.storage.put(key, ...rest)),
    }
    const customer = await desk.aCustomer()
    await assert.rejects(storeUpload({ ...desk, storage, quotaBytes: null }, customer, { name: 'a.png', bytes: PNG }), { code: 'attachment.storage_full' })
    assert.deepEqual([await used(), await rowCount()], [before, rowsBefore])
  })
}

test('the doctor says how much is used, and warns before nothing is free', async () => {
  const bytes = await used()
  const says = async (quotaBytes: number | null) => (await checkStorageUse(desk.pool as never, quotaBytes))[0] // a pool asks as a client does
  assert.match((await says(null))?.says ?? '', /no quota/)
  assert.equal((await says(bytes * 2))?.state, 'ok')
  assert.equal((await says(Math.ceil(bytes * 1.05)))?.state, 'note')
  assert.equal((await says(bytes))?.state, 'failed')
})
