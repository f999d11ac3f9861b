import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aServer } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { customerSignIn } from './sign-in.ts'
import type { VerifiedIdentity } from './tokens.ts'

const { db } = await testDatabase()
const { runner } = await aServer(db)
const MINUTE_MS = 60_000

/** The wallet's word is what stands in the token, as JSON. */
function aDoor() {
  const clock = fixedClock()
  const verified: string[] = []
  const verify = (token: string): Promise<VerifiedIdentity> => {
    verified.push(token)
    const { sub, name = null } = JSON.parse(token) as { sub: string; name?: string } // written below
    return Promise.resolve({ externalId: sub, name, language: null, email: undefined, expiresAt: new Date(clock.now().getTime() + MINUTE_MS) })
  }
  return { clock, verified, signIn: customerSignIn(runner, verify, () => clock.now()) }
}

test('one token is verified once, however many requests of one moment carry it; until it expires', async () => {
  const { clock, verified, signIn } = aDoor()
  const token = JSON.stringify({ sub: 'S-1' })
  const first = await signIn(token)
  assert.deepEqual(await signIn(token), first)
  assert.equal(verified.length, 1)
  clock.advance(MINUTE_MS)
  await signIn(token)
  assert.equal(verified.length, 2)
})

test('a new word of the wallet counts at once', async () => {
  const { signIn } = aDoor()
  const before = await signIn(JSON.stringify({ sub: 'S-2', name: 'Ada' }))
  const after = await signIn(JSON.stringify({ sub: 'S-2', name: 'Ada King' }))
  assert.deepEqual([before.name, after.name], ['Ada', 'Ada King'])
  assert.equal(before.actor.customerId, after.actor.customerId)
})

test('what was refused is not kept', async () => {
  const { clock } = aDoor()
  let away = true
  const signIn = customerSignIn(
    runner,
    () =>
      away
        ? Promise.reject(new Error('no keys'))
        : Promise.resolve({ externalId: 'S-3', name: null, language: null, email: undefined, expiresAt: new Date(clock.now().getTime() + 1) }),
    () => clock.now(),
  )
  await assert.rejects(signIn('any'), /no keys/)
  away = false
  assert.equal((await signIn('any')).actor.signedIn, true)
})
