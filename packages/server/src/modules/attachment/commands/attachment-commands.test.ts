import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import sharp from 'sharp'
import type { AttachmentId } from '@yingda/protocol/ids.ts'
import type { Actor } from '../../../platform/actor.ts'
import { attachmentViews, attachTo, claimAttachments, claimKey, moveAttachments, placeKey, redactAttachments, type Place } from '../api.ts'
import { openAttachmentDesk } from '../testing/attachment-desk.ts'

const desk = await openAttachmentDesk()
const PNG = await sharp({ create: { width: 20, height: 10, channels: 3, background: '#2050c0' } })
  .png()
  .toBuffer()

const claim = (ids: readonly AttachmentId[], actor: Actor) =>
  desk.runner.run(actor, (ctx) =>
    claimAttachments(
      ctx,
      ids.map((id) => ({ id, actor })),
    ),
  )
/** By number, those that have files. */
const views = async (place: Place) => {
  const found = await desk.runner.query({ kind: 'system' }, (ctx) => attachmentViews(ctx, [place]))
  return new Map([...found].map(([key, files]) => [key === placeKey(place) ? place.seq : -1, files]))
}

async function post(ids: readonly AttachmentId[], actor: Actor, place: Place): Promise<void> {
  await desk.runner.run(actor, async (ctx) => {
    const claimed = await claimAttachments(
      ctx,
      ids.map((id) => ({ id, actor })),
    )
    assert.ok(
      ids.every((id) => claimed.get(claimKey({ id, actor }))?.free),
      'every file is free',
    )
    await attachTo(
      ctx,
      ids.map((attachmentId) => ({ attachmentId, ...place })),
    )
  })
}

test('a sender claims his own stored files, each with the hash of what is stored', async () => {
  const [customer, other, agent] = [await desk.aCustomer(), await desk.aCustomer(), await desk.anAgent()]
  const id = await desk.aFile(customer, PNG)
  const stored = await desk.storage.get(`${id}.original`)
  assert.ok(stored)
  const sha256 = createHash('sha256')
    .update(await buffer(stored.stream))
    .digest('hex')
  assert.deepEqual([...(await claim([id, id], customer))], [[`${id}/${customer.customerId}`, { sha256, free: true }]])
  for (const actor of [other, agent, { kind: 'bot', name: '小应' }, { kind: 'system' }] as const) assert.equal((await claim([id], actor)).size, 0)
})

test('a card’s number or a password in the name of a customer’s file is kept nowhere; what devices and colleagues call their files stays', async () => {
  const [customer, agent] = [await desk.aCustomer(), await desk.anAgent()]
  const nameOf = async (name: string, person = customer as Parameters<typeof desk.upload>[0]) => (await desk.upload(person, PNG, name)).body.attachment?.name
  assert.equal(await nameOf('银行卡号6222021234567890128正面.png'), `银行卡号${'•'.repeat(19)}正面.png`)
  assert.equal(await nameOf('4111 1111 1111 1111.PNG'), `${'•'.repeat(19)}.png`)
  assert.doesNotMatch((await nameOf('我的密码是Hunter2024.png')) ?? '', /hunter/i)
  const { rows } = await desk.pool.query(`select name from attachment where name ~* '6222|4111|hunter'`)
  assert.deepEqual(rows, [])
  for (const name of [
    'mmexport1732345678901.png',
    '微信图片_20261123101010.png',
    'IMG_20261123_101010.png',
    '3F2504E0-4F89-41D3-9A0C-0305E82C3301.png',
    '订单20261123000012345678.png',
  ])
    assert.equal(await nameOf(name), name)
  assert.equal(await nameOf('4111 1111 1111 1111.png', agent), '4111 1111 1111 1111.png', 'a colleague’s words are kept as they are')
})

test('one batch may hold claims of several senders, and none gets another’s file', async () => {
  const [customer, agent] = [await desk.aCustomer(), await desk.anAgent()]
  const [mine, theirs] = [await desk.aFile(customer, PNG), await desk.aFile(agent, PNG)]
  const claims = [mine, theirs].flatMap((id) => [
    { id, actor: customer },
    { id, actor: agent },
  ])
  const answers = await desk.runner.run({ kind: 'system' }, (ctx) => claimAttachments(ctx, claims))
  assert.deepEqual([...answers.keys()].sort(), [`${mine}/${customer.customerId}`, `${theirs}/${agent.staffId}`].sort())
})

test('posted files stand on their entry in the order they were sent in, one named twice once', async () => {
  const customer = await desk.aCustomer()
  const ids = [await desk.aFile(customer, PNG), await desk.aFile(customer, PNG), await desk.aFile(customer, PNG)].reverse()
  const place = { conversationId: await desk.aConversation(customer), seq: 2 }
  await post([...ids, ...ids.slice(0, 1)], customer, place)
  assert.deepEqual(
    (await views(place)).get(2)?.map((view) => view.id),
    ids,
  )
  assert.equal((await views({ ...place, seq: 3 })).size, 0)
})

test('a file that stands on an entry is claimed as not free: a repeated send finds its hash, a new one must not take it', async () => {
  const customer = await desk.aCustomer()
  const id = await desk.aFile(customer, PNG)
  const conversationId = await desk.aConversation(customer)
  await post([id], customer, { conversationId, seq: 1 })
  assert.equal((await claim([id], customer)).get(`${id}/${customer.customerId}`)?.free, false)
  await assert.rejects(
    desk.runner.run(customer, (ctx) => attachTo(ctx, [{ attachmentId: id, conversationId, seq: 2 }])),
    /not free/,
  )
})

test('eight messages race for one file: exactly one gets it', async () => {
  const customer = await desk.aCustomer()
  const id = await desk.aFile(customer, PNG)
  const conversationId = await desk.aConversation(customer)
  const race = Array.from({ length: 8 }, (_, index) => post([id], customer, { conversationId, seq: index + 1 }))
  const won = (await Promise.allSettled(race)).filter((result) => result.status === 'fulfilled')
  assert.equal(won.length, 1)
})

test('redaction takes the file out of views and claims, leaves nothing of its content in the row and asks for its bytes to go', async () => {
  const customer = await desk.aCustomer()
  const id = await desk.aFile(customer, PNG)
  const place = { conversationId: await desk.aConversation(customer), seq: 1 }
  await post([id], customer, place)
  const redact = () => desk.runner.run({ kind: 'system' }, (ctx) => redactAttachments(ctx, place))
  assert.deepEqual([await redact(), await redact()], [1, 0])
  assert.equal((await views(place)).size, 0)
  assert.equal((await claim([id], customer)).size, 0)
  const { rows } = await desk.pool.query('select state, name, sha256, width, height from attachment where id = $1', [id])
  assert.deepEqual(rows, [{ state: 'redacted', name: null, sha256: null, width: null, height: null }])
  const jobs = await desk.pool.query(
    `select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'attachment.erase'`,
  )
  assert.deepEqual(
    jobs.rows.map((row) => row.payload),
    [{ ids: [id] }],
  )
})

test('a redaction that is rolled back leaves the file and no job', async () => {
  const customer = await desk.aCustomer()
  const id = await desk.aFile(customer, PNG)
  const place = { conversationId: await desk.aConversation(customer), seq: 1 }
  await post([id], customer, place)
  const failing = desk.runner.run({ kind: 'system' }, async (ctx) => {
    await redactAttachments(ctx, place)
    throw new Error('the rest of the command fails')
  })
  await assert.rejects(failing, /the rest/)
  assert.equal((await views(place)).get(1)?.length, 1)
})

test('what a visitor sent is the customer’s he turned out to be, posted or not', async () => {
  const [visitor, customer] = [await desk.aCustomer(), await desk.aCustomer()]
  const id = await desk.aFile(visitor, PNG)
  await desk.runner.run({ kind: 'system' }, (ctx) => moveAttachments(ctx, { fromId: visitor.customerId, toId: customer.customerId }))
  assert.equal((await claim([id], visitor)).size, 0)
  assert.equal((await claim([id], customer)).size, 1)
})
