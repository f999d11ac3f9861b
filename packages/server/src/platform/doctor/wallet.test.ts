import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test, type TestContext } from 'node:test'
import { checkWallet } from './wallet.ts'

type Answers = { status: number; nobody: number; open: number }
const RIGHT: Answers = { status: 200, nobody: 404, open: 401 }

/** A connector that answers so: where it says how it is, for a customer it cannot know, and to whoever has no secret. */
async function aConnector(t: TestContext, { status, nobody, open }: Answers): Promise<string> {
  const server = createServer(({ url, headers }, response) => {
    const isRight = headers.authorization === 'Bearer s'
    response.writeHead(!isRight ? open : url === '/connector/v1/status' ? status : nobody).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.after(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}` // an IP server's address is never a string
}

const rows: readonly [what: string, answers: Partial<Answers>, state: 'ok' | 'note' | 'failed', says: RegExp][] = [
  ['answers us and nobody else', {}, 'ok', /answers us, and nobody without our secret/],
  ['refuses our secret', { status: 401 }, 'failed', /refuses our secret/],
  ['is ill', { status: 503 }, 'failed', /answers 503/],
  ['answers whoever asks', { open: 200 }, 'failed', /without our secret/],
  ['hides from whoever has no secret', { open: 404 }, 'note', /404 without our secret/],
  ['shows somebody’s wallet for nobody', { nobody: 200 }, 'failed', /who does not exist/],
  ['falls over a customer it does not know', { nobody: 500 }, 'failed', /answers 500 for a customer/],
  ['takes the secret at one address only', { nobody: 403 }, 'failed', /answers 403 for a customer/],
]

for (const [what, answers, state, says] of rows)
  test(`a connector that ${what}: ${state}`, async (t) => {
    const found = await checkWallet({ wallet: { url: `${await aConnector(t, { ...RIGHT, ...answers })}/`, secret: 's' }, demo: false })
    assert.equal(found.state, state)
    assert.match(found.says, says)
  })

test('a connector that is away is a fault, the demo’s own is not', async () => {
  const ask = async (demo: boolean): Promise<string> => (await checkWallet({ wallet: { url: 'http://127.0.0.1:1', secret: 's' }, demo })).state
  assert.deepEqual([await ask(false), await ask(true)], ['failed', 'note'])
})
