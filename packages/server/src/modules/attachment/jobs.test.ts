import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import type { Storage } from '../../platform/storage/storage.ts'
import { attachmentJobs, attachTo, claimAttachments, redactAttachments, scheduleSweep, sweepOrphans } from './api.ts'
import { storeUpload } from './commands/store-upload.ts'
import { openInspector } from './files/inspector.ts'
import { openAttachmentDesk } from './testing/attachment-desk.ts'

const DAY_MS = 86_400_000
const desk = await openAttachmentDesk()
const PNG = await sharp({ create: { width: 20, height: 10, channels: 3, background: '#2050c0' } })
  .png()
  .toBuffer()

async function aPostedFile() {
  const customer = await desk.aCustomer()
  const id = await desk.aFile(customer, PNG)
  const place = { conversationId: await desk.aConversation(customer), seq: 1 }
  await desk.runner.run(customer, (ctx) => attachTo(ctx, [{ attachmentId: id, ...place }]))
  return { id, place, customer }
}

const stateOf = async (id: string): Promise<string | undefined> => (await desk.pool.query('select state from attachment where id = $1', [id])).rows[0]?.state
const storedOf = async (id: string): Promise<string[]> => (await desk.storedFiles()).filter((name) => name.startsWith(id)).sort()

test('the erasing job takes file and thumbnail out of the storage, notes when, and may run again', async () => {
  const { id, place } = await aPostedFile()
  await desk.runner.run({ kind: 'system' }, (ctx) => redactAttachments(ctx, place))
  assert.deepEqual(await storedOf(id), [`${id}.original`, `${id}.thumbnail`])
  const erase = attachmentJobs(desk)['attachment.erase']
  await erase?.({ ids: [id] })
  assert.deepEqual(await storedOf(id), [])
  const { rows } = await desk.pool.query('select erased_at from attachment where id = $1', [id])
  assert.deepEqual(rows, [{ erased_at: desk.clock.now() }])
  await erase?.({ ids: [id] })
})

test('a file that cannot be erased now is not noted as erased, and the sweep does it', async () => {
  const { id, place } = await aPostedFile()
  await desk.runner.run({ kind: 'system' }, (ctx) => redactAttachments(ctx, place))
  const away: Storage = { ...desk.storage, remove: async () => Promise.reject(new Error('the store is away')) }
  await assert.rejects(async () => attachmentJobs({ ...desk, storage: away })['attachment.erase']?.({ ids: [id] }), /away/)
  assert.equal((await storedOf(id)).length, 2)
  await sweepOrphans(desk)
  assert.deepEqual(await storedOf(id), [])
})

test('what was never posted goes after a day, what was posted stays', async () => {
  const posted = await aPostedFile()
  const customer = await desk.aCustomer()
  const old = await desk.aFile(customer, PNG)
  desk.clock.advance(DAY_MS - 60_000)
  const young = await desk.aFile(customer, PNG)
  assert.equal(await sweepOrphans(desk), 0)
  desk.clock.advance(120_000)
  assert.equal(await sweepOrphans(desk), 1)
  assert.deepEqual([await stateOf(old), await stateOf(young), await stateOf(posted.id)], [undefined, 'stored', 'attached'])
  assert.deepEqual(await storedOf(old), [])
  assert.equal((await storedOf(posted.id)).length, 2)
})

test('a server that dies between row and bytes leaves nothing that the sweep does not find', async () => {
  const customer = await desk.aCustomer()
  await using inspector = openInspector({ processes: 1 })
  const dying: Storage = {
    ...desk.storage,
    put: (key, bytes, mediaType) => (key.endsWith('thumbnail') ? Promise.reject(new Error('died')) : desk.storage.put(key, bytes, mediaType)),
  }
  await assert.rejects(storeUpload({ ...desk, storage: dying, inspector }, customer, { name: 'a.png', bytes: PNG }), /died/)
  const { rows } = await desk.pool.query('select id, state from attachment where customer_id = $1', [customer.customerId])
  assert.equal(rows[0]?.state, 'arriving')
  assert.equal((await storedOf(rows[0].id)).length, 1)
  assert.equal((await desk.runner.run(customer, (ctx) => claimAttachments(ctx, [{ id: rows[0].id, actor: customer }]))).size, 0)
  desk.clock.advance(DAY_MS + 1)
  await sweepOrphans(desk)
  assert.deepEqual(await storedOf(rows[0].id), [])
})

test('a sweep that dies after giving files up is finished by the next', async () => {
  const customer = await desk.aCustomer()
  const id = await desk.aFile(customer, PNG)
  desk.clock.advance(DAY_MS + 1)
  const away: Storage = { ...desk.storage, remove: async () => Promise.reject(new Error('the store is away')) }
  await assert.rejects(sweepOrphans({ ...desk, storage: away }), /away/)
  assert.equal(await stateOf(id), 'discarded')
  await sweepOrphans(desk)
  assert.deepEqual([await stateOf(id), (await storedOf(id)).length], [undefined, 0])
})

test('a file that is being posted just now is not swept', async () => {
  const customer = await desk.aCustomer()
  const id = await desk.aFile(customer, PNG)
  const place = { conversationId: await desk.aConversation(customer), seq: 1 }
  desk.clock.advance(DAY_MS + 1)
  await desk.runner.run(customer, async (ctx) => {
    await claimAttachments(ctx, [{ id, actor: customer }])
    await sweepOrphans(desk)
    await attachTo(ctx, [{ attachmentId: id, ...place }])
  })
  assert.deepEqual([await stateOf(id), (await storedOf(id)).length], ['attached', 2])
})

test('one sweep waits however many servers start, and each asks for the next', async () => {
  const waiting = async () => (await desk.pool.query(`select key, run_at from graphile_worker._private_jobs where key = 'attachment.sweep'`)).rows
  for (let server = 0; server < 3; server += 1) await desk.runner.run({ kind: 'system' }, (ctx) => scheduleSweep(ctx))
  assert.deepEqual(
    (await waiting()).map((job) => job.run_at),
    [desk.clock.now()],
  )
  await attachmentJobs(desk)['attachment.sweep']?.({})
  assert.deepEqual(
    (await waiting()).map((job) => job.run_at),
    [new Date(desk.clock.now().getTime() + 3_600_000)],
  )
})
