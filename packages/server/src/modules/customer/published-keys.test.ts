import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose'
import { KeysAway, publishedKeys } from './published-keys.ts'

const MINUTE = 60_000
const makeKey = async (kid: string) => {
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  return {
    jwk: { ...(await exportJWK(publicKey)), kid, alg: 'ES256' },
    token: await new SignJWT({}).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey),
  }
}
const [old, young] = [await makeKey('support-1'), await makeKey('support-2')]
const set = (...keys: object[]): string => JSON.stringify({ keys })

function aWallet() {
  const wallet = { answers: set(old.jwk) as string | Error, minutes: 0, reads: 0, told: [] as boolean[] }
  const keyOf = publishedKeys('https://wallet.example/jwks', {
    onTrouble: (_why, standsIn) => void wallet.told.push(standsIn),
    nowMs: () => wallet.minutes * MINUTE,
    async read() {
      wallet.reads += 1
      if (wallet.answers instanceof Error) throw wallet.answers
      return wallet.answers
    },
  })
  const knows = (token: string): Promise<'known' | 'busy' | 'refused'> =>
    jwtVerify(token, keyOf).then(
      () => 'known',
      (error: unknown) => (error instanceof KeysAway ? 'busy' : 'refused'),
    )
  return { wallet, knows }
}

for (const [what, answers] of [
  ['away', new Error('connect ECONNREFUSED')],
  ['a page that says so', '<html>We are back soon</html>'],
  ['something that is no key set', '{}'],
] as const)
  test(`a wallet whose keys are ${what} for longer than ten minutes has its customers served by those of before, for four hours`, async () => {
    const { wallet, knows } = aWallet()
    assert.equal(await knows(old.token), 'known')
    Object.assign(wallet, { answers, minutes: 11 })
    assert.equal(await knows(old.token), 'known')
    assert.deepEqual([wallet.told, wallet.reads], [[true], 2])
    assert.equal(await knows(old.token), 'known')
    assert.equal(wallet.reads, 2, 'nobody waits again for what has just failed')
    assert.equal(await knows(young.token), 'busy', 'a new key may be in the set that cannot be read')
    wallet.minutes = 240
    assert.equal(await knows(old.token), 'busy')
    assert.equal(wallet.told.at(-1), false)
    Object.assign(wallet, { answers: set(young.jwk) })
    assert.deepEqual([await knows(young.token), await knows(old.token)], ['known', 'refused'])
  })

test('a key that is taken out counts for ten minutes, and nobody is let in by it while the set is being read', async () => {
  const { wallet, knows } = aWallet()
  assert.equal(await knows(old.token), 'known')
  Object.assign(wallet, { answers: set(young.jwk), minutes: 9 })
  assert.equal(await knows(old.token), 'known')
  wallet.minutes = 10
  assert.deepEqual(await Promise.all([knows(old.token), knows(old.token), knows(young.token)]), ['refused', 'refused', 'known'])
  assert.equal(wallet.reads, 2)
})

test('a new key is found at once, keys that nobody knows are asked for every half minute, and an empty set lets nobody in', async () => {
  const { wallet, knows } = aWallet()
  assert.equal(await knows(old.token), 'known')
  assert.equal(await knows(young.token), 'refused')
  assert.equal(wallet.reads, 1)
  Object.assign(wallet, { answers: set(old.jwk, young.jwk), minutes: 0.5 })
  assert.equal(await knows(young.token), 'known')
  Object.assign(wallet, { answers: set(), minutes: 11 })
  assert.equal(await knows(old.token), 'refused')
  assert.deepEqual(wallet.told, [])
})

test('a key that no program can read is no fault of the customer’s token', async () => {
  const { wallet, knows } = aWallet()
  wallet.answers = set({ ...old.jwk, x: 'AAAA' })
  assert.equal(await knows(old.token), 'busy')
})
