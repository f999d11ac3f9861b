import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { TransactionPage, WalletOverview, WalletTransaction } from '@yingda/protocol/wallet.ts'
import * as z from 'zod'
import type { Simulator } from '../start.ts'
import { NOW, aSimulator, callHeaders } from '../testing.ts'

let wallet: Simulator
before(async () => {
  wallet = await aSimulator()
})
after(() => wallet.close())

async function call(path: string, headers = callHeaders(), init: RequestInit = {}) {
  const reply = await fetch(`${wallet.url}/connector/v1${path}`, { ...init, headers })
  const body: unknown = await reply.json()
  return { status: reply.status, body }
}
const fault = (mode: string, ms = 0) =>
  call('/_faults', callHeaders({ 'content-type': 'application/json' }), { method: 'POST', body: JSON.stringify({ mode, ms }) })

test('an overview is answered as the contract has it, as of now', async () => {
  const { status, body } = await call('/customers/C-88214/overview')
  assert.equal(status, 200)
  const overview = WalletOverview.parse(body)
  assert.equal(overview.asOf, NOW.toISOString())
  assert.equal(overview.customer.name, '吴静怡')
})

test('pages walk through every transaction once, newest first, whatever their size', async () => {
  const whole = TransactionPage.parse((await call('/customers/C-88214/transactions?limit=100')).body)
  assert.equal(whole.nextCursor, null)
  assert.ok(whole.transactions.length > 20)
  const walked: string[] = []
  let query = '?limit=7'
  for (;;) {
    const page = TransactionPage.parse((await call(`/customers/C-88214/transactions${query}`)).body)
    walked.push(...page.transactions.map((one) => one.id))
    if (page.nextCursor === null) break
    query = `?limit=7&cursor=${page.nextCursor}`
  }
  assert.deepEqual(
    walked,
    whole.transactions.map((one) => one.id),
  )
  const times = whole.transactions.map((one) => one.createdAt)
  assert.deepEqual(times, [...times].sort().reverse())
})

test('one transaction is answered with the time of the answer', async () => {
  const { body } = await call('/customers/C-88214/transactions/T88214-failed')
  const { asOf, transaction } = z.strictObject({ asOf: z.string(), transaction: WalletTransaction }).parse(body)
  assert.equal(asOf, NOW.toISOString())
  assert.equal(transaction.providerCode, 'BUYER_BALANCE_NOT_ENOUGH')
})

for (const path of ['/customers/C-00000/overview', '/customers/C-00000/transactions', '/customers/C-88214/transactions/T88102-unknown', '/elsewhere']) {
  test(`${path} is not found`, async () => {
    assert.deepEqual(await call(path), { status: 404, body: { code: 'not_found' } })
  })
}

test('another customer’s transaction is not found under this one', async () => {
  assert.equal((await call('/customers/C-88102/transactions/T88214-failed')).status, 404)
  assert.equal((await call('/customers/C-88214/transactions/T88214-failed')).status, 200)
})

for (const authorization of ['', 'Bearer wrong', `Basic ${callHeaders().authorization}`]) {
  test(`without the secret nothing is answered: “${authorization}”`, async () => {
    assert.deepEqual(await call('/customers/C-88214/overview', callHeaders({ authorization })), { status: 401, body: { code: 'unauthorised' } })
    assert.equal((await call('/elsewhere', callHeaders({ authorization }))).status, 401)
  })
}

for (const header of ['x-yingda-actor', 'x-yingda-reason', 'x-correlation-id']) {
  test(`a call without ${header} is refused and not answered`, async () => {
    const { [header]: _left, ...headers } = callHeaders()
    assert.deepEqual(await call('/customers/C-88214/overview', headers), { status: 400, body: { code: 'header_missing', header } })
  })
}

test('an actor is a kind and an id', async () => {
  for (const actor of ['bot', 'bot:', 'robot:1']) {
    assert.equal((await call('/customers/C-88214/overview', callHeaders({ 'x-yingda-actor': actor }))).status, 400, actor)
  }
})

test('who asked for whom, and why, is kept, also when there was nothing to show', async () => {
  await call('/customers/C-00000/overview', callHeaders({ 'x-yingda-actor': 'agent:lin', 'x-yingda-reason': encodeURIComponent('客户问余额') }))
  const last = wallet.accesses().at(-1)
  assert.deepEqual(last?.actor, { kind: 'agent', id: 'lin' })
  assert.equal(last?.reason, '客户问余额')
  assert.equal(last?.externalId, 'C-00000')
  assert.equal(last?.correlationId, callHeaders()['x-correlation-id'])
})

test('a cursor that is not ours and a limit out of range are refused', async () => {
  for (const query of ['cursor=%21', `cursor=${Buffer.from('["x","y"]').toString('base64url')}`, 'limit=0', 'limit=101', 'limit=x']) {
    assert.equal((await call(`/customers/C-88214/transactions?${query}`)).status, 400, query)
  }
})

test('the status says that the wallet is there', async () => {
  assert.deepEqual((await call('/status')).body, { status: 'available', asOf: NOW.toISOString() })
})

test('the fault switch makes the wallet slow, down and senseless, and well again', async () => {
  const path = '/customers/C-88214/overview'
  await fault('down')
  assert.deepEqual(await call(path), { status: 503, body: { code: 'unavailable' } })
  await fault('rubbish')
  assert.equal(WalletOverview.safeParse((await call(path)).body).success, false)
  await fault('slow', 300)
  const began = performance.now()
  assert.equal((await call(path)).status, 200)
  assert.ok(performance.now() - began >= 290)
  await fault('none')
  assert.equal((await call(path)).status, 200)
})

test('without faults asked for, there is no such switch', async () => {
  const other = await aSimulator({ faults: false })
  const reply = await fetch(`${other.url}/connector/v1/_faults`, {
    method: 'POST',
    headers: callHeaders({ 'content-type': 'application/json' }),
    body: '{"mode":"down"}',
  })
  assert.equal(reply.status, 404)
  await other.close()
})
