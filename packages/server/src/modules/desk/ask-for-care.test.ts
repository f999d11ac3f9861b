import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { CustomerId } from '@yingda/protocol/ids.ts'
import type { WalletCall, WalletOverview } from '@yingda/protocol/wallet.ts'
import type { RecordedEntry } from '../../platform/react.ts'
import { TryAgain } from '../../platform/jobs.ts'
import { aConversation, aCustomer, aServer, aTeam } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import type { Wallet, WalletResult } from '../wallet/api.ts'
import { careAsking } from './ask-for-care.ts'

const { db } = await testDatabase()
const clock = fixedClock()
const { runner } = await aServer(db, clock)

/** A wallet that says so much of whoever is asked about, and who asked. */
function aWallet(says: () => WalletResult<{ vulnerable: boolean }>): { wallet: Wallet; calls: WalletCall[] } {
  const calls: WalletCall[] = []
  const overview: Wallet['overview'] = async (call) => {
    calls.push(call)
    const answer = says()
    if (answer.result !== 'ok') return answer
    return { result: 'ok', value: { customer: { vulnerable: answer.value.vulnerable } } as WalletOverview } // of the profile nothing else is read
  }
  return { wallet: { overview } as Wallet, calls } // nothing else is asked
}
const about = (customerId: CustomerId) => ({ customerId, until: new Date(clock.now().getTime() + 30 * 60_000).toISOString() })
const ok = (vulnerable: boolean) => () => ({ result: 'ok', value: { vulnerable } }) as const

async function asked({ signedIn = true } = {}) {
  const customer = await aCustomer(db, { signedIn })
  const { id } = await aConversation(runner, customer, { teamId: await aTeam(db), status: 'waiting' })
  return { customerId: customer.customerId, id }
}
const opened = async (id: string): Promise<RecordedEntry[]> =>
  (
    await sql<RecordedEntry>`select stream_id as "streamId", seq, type, data, actor, at from entry where stream_id = ${id} and type = 'conversation.opened'`.execute(
      db,
    )
  ).rows
async function jobsFor(customerId: CustomerId): Promise<unknown[]> {
  const { rows } = await sql<{ key: string }>`select key from graphile_worker.jobs where key = ${`desk.ask_for_care:${customerId}`}`.execute(db)
  return rows
}
const isCared = async (id: string): Promise<boolean | undefined> =>
  (await sql<{ care: boolean }>`select care from conversation where id = ${id}`.execute(db)).rows[0]?.care

test('whoever asks is asked about in the wallet, once in ten minutes, and what waits goes up', async () => {
  const { customerId, id } = await asked()
  const { wallet, calls } = aWallet(ok(true))
  const { reaction, jobs } = careAsking({ runner, wallet })
  await reaction.handle(await opened(id))
  await reaction.handle(await opened(id))
  assert.equal((await jobsFor(customerId)).length, 1)
  await jobs['desk.ask_for_care']?.(about(customerId))
  assert.equal(await isCared(id), true)
  await jobs['desk.ask_for_care']?.(about(customerId))
  assert.deepEqual(
    calls.map(({ actor }) => actor.kind),
    ['system'],
  )
  clock.advance(10 * 60_000)
  await jobs['desk.ask_for_care']?.(about(customerId))
  assert.equal(calls.length, 2)
})

test('the wallet takes it back, and what waits goes back to its own place', async () => {
  const { customerId, id } = await asked()
  let vulnerable = true
  const { jobs } = careAsking({ runner, ...aWallet(() => ok(vulnerable)()) })
  await jobs['desk.ask_for_care']?.(about(customerId))
  vulnerable = false
  clock.advance(11 * 60_000)
  await jobs['desk.ask_for_care']?.(about(customerId))
  assert.equal(await isCared(id), false)
})

test('a wallet that is away is asked again for a while, and nothing is changed; one that does not know him is not', async () => {
  const { customerId, id } = await asked()
  const away = careAsking({ runner, ...aWallet(() => ({ result: 'unavailable' })) })
  await assert.rejects(away.jobs['desk.ask_for_care']?.(about(customerId)) ?? Promise.resolve(), TryAgain)
  await away.jobs['desk.ask_for_care']?.({ customerId, until: clock.now().toISOString() })
  const { wallet, calls } = aWallet(() => ({ result: 'not_found' }))
  const unknown = careAsking({ runner, wallet })
  await unknown.jobs['desk.ask_for_care']?.(about(customerId))
  await unknown.jobs['desk.ask_for_care']?.(about(customerId))
  assert.deepEqual([calls.length, await isCared(id)], [1, false])
})

test('nobody is asked about a visitor', async () => {
  const { customerId, id } = await asked({ signedIn: false })
  const { wallet, calls } = aWallet(ok(true))
  const { reaction, jobs } = careAsking({ runner, wallet })
  await reaction.handle(await opened(id))
  await jobs['desk.ask_for_care']?.(about(customerId))
  assert.deepEqual([await jobsFor(customerId), calls], [[], []])
})
