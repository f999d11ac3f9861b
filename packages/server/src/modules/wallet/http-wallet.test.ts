import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import { pino } from 'pino'
import { httpWallet } from './http-wallet.ts'

const AT = '2026-11-23T10:00:00.000Z'
const CALL = { actor: { kind: 'bot' as const, id: 'bot' }, reason: 'test', conversationId: null }
const NEWEST = { cursor: null, limit: 2 }
const money = { amountMinor: 1250, currency: 'CNY' }

const transaction = (id: string) => ({
  id,
  orderNo: `N${id}`,
  type: 'pay',
  amount: money,
  fee: money,
  counterparty: 'Café',
  method: 'balance',
  status: 'processing',
  reason: null,
  providerCode: null,
  certainty: 'unknown',
  moneyPlace: 'unknown',
  createdAt: AT,
  settledAt: null,
  expectedBy: null,
  parentId: null,
  history: [],
})
const overview = (externalId: string) => ({
  asOf: AT,
  customer: {
    externalId,
    name: 'Li',
    maskedPhone: null,
    maskedEmail: null,
    language: 'zh-CN',
    timeZone: 'Asia/Shanghai',
    jurisdiction: 'CN',
    kycLevel: 1,
    kycStatus: 'verified',
    customerSince: AT,
    vulnerable: false,
  },
  accounts: [],
  holds: [],
  refunds: [],
  methods: [],
  devices: [],
  limits: [],
  recentTransactions: [],
})
const page = (count: number) => ({ asOf: AT, transactions: Array.from({ length: count }, (_, at) => transaction(`T${at}`)), nextCursor: null })

type Answer = (request: IncomingMessage, response: ServerResponse) => void
const json =
  (body: unknown, status = 200): Answer =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))

/** A wallet that answers so, and what is said of it in the log. */
async function walletWith(t: TestContext, answer: Answer) {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  t.after(() => server.close())
  const said: string[] = []
  const log = pino({}, { write: (line: string) => void said.push(line) })
  const { port } = server.address() as AddressInfo // listens on TCP
  return { wallet: httpWallet({ url: `http://127.0.0.1:${port}/`, secret: 's'.repeat(32), log }), said: () => said.join('') }
}

test('what was asked for is handed on', async (t) => {
  const { wallet, said } = await walletWith(t, (request, response) => {
    const [path = ''] = (request.url ?? '').split('?')
    if (path.endsWith('/overview')) json(overview('C/1'))(request, response)
    else if (path.endsWith('/T1')) json({ asOf: AT, transaction: transaction('T1') })(request, response)
    else json(page(2))(request, response)
  })
  assert.equal((await wallet.overview(CALL, 'C/1')).result, 'ok')
  assert.equal((await wallet.transaction(CALL, 'C/1', 'T1')).result, 'ok')
  assert.equal((await wallet.transactions(CALL, 'C/1', NEWEST)).result, 'ok')
  assert.equal(said(), '')
})

test('another customer’s wallet is shown to nobody', async (t) => {
  const { wallet, said } = await walletWith(t, json(overview('C-2')))
  assert.deepEqual(await wallet.overview(CALL, 'C-1'), { result: 'unavailable' })
  assert.match(said(), /customer\.externalId/)
  assert.doesNotMatch(said(), /C-2/)
})

test('another transaction than the one that was asked for is shown to nobody', async (t) => {
  const { wallet, said } = await walletWith(t, json({ asOf: AT, transaction: transaction('T2') }))
  assert.deepEqual(await wallet.transaction(CALL, 'C-1', 'T1'), { result: 'unavailable' })
  assert.match(said(), /transaction\.id/)
})

test('more transactions than were asked for are not handed on to a phone', async (t) => {
  const { wallet, said } = await walletWith(t, json(page(3)))
  assert.deepEqual(await wallet.transactions(CALL, 'C-1', NEWEST), { result: 'unavailable' })
  assert.match(said(), /limit=2/)
})

test('a redirect says nothing of a customer: not that there are no transactions', async (t) => {
  const { wallet } = await walletWith(t, (request, response) => {
    if (request.url === '/sign-in') json({}, 404)(request, response)
    else response.writeHead(302, { location: '/sign-in' }).end()
  })
  assert.deepEqual(await wallet.transactions(CALL, 'C-1', NEWEST), { result: 'unavailable' })
})

for (const [what, answer, words] of [
  ['refuses the secret', json({}, 401), /WALLET_SECRET/],
  ['cannot answer', json({}, 503), /could not answer.*\n.*could not answer/],
  ['answers with a page', (_, response) => void response.end('<html>'), /not JSON/],
  ['sends a field nobody knows', json({ ...page(1), total: 7 }), /total/],
  ['sends money as text', json({ ...page(0), transactions: [{ ...transaction('T1'), amount: { ...money, amountMinor: '12.50' } }] }), /amount\.amountMinor/],
] satisfies readonly (readonly [string, Answer, RegExp])[])
  test(`a wallet that ${what} is unavailable, and the log says what to mend`, async (t) => {
    const { wallet, said } = await walletWith(t, answer)
    assert.deepEqual(await wallet.transactions(CALL, 'C-1', NEWEST), { result: 'unavailable' })
    assert.match(said(), words)
    assert.doesNotMatch(said(), /12\.50/)
  })
