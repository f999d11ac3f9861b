import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import pino from 'pino'
import type { ConversationId, TeamId } from '@yingda/protocol/ids.ts'
import type { Actor } from '../../platform/actor.ts'
import type { CommandContext } from '../../platform/command.ts'
import { assertReplays } from '../../testing/assert-replays.ts'
import { aConversation, aCustomer, anAgent, aTeam, SYSTEM, twoServers } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { assignConversation, handBackAll, isTeamBusy, requestPerson, transferConversation } from '../conversation/api.ts'
import { deleteTeam } from '../identity/commands/delete-team.ts'
import { lookOnce, recentAlarms } from './api.ts'

const database = await testDatabase()
const { db, url } = database
const clock = fixedClock()
const {
  runners: [one, other],
  close,
} = await twoServers(url, clock, 3)
database.beforeDrop(async () => void (await close()))
const stays = await aTeam(db, { questionTypes: ['payment'] })
const admin = await anAgent(db, { role: 'admin' })
const dissolve = (teamId: TeamId) => other.run(admin, (ctx) => deleteTeam(ctx, { isTeamBusy }, teamId))
const look = (): Promise<void> => lookOnce(one, pino({ level: 'silent' }))

/** Begins to dissolve the team when the command has done everything but commit. */
async function whileDissolving(teamId: TeamId, actor: Actor, command: (ctx: CommandContext) => Promise<unknown>): Promise<string> {
  const [ready, mayCommit] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const running = one.run(actor, async (ctx) => {
    await command(ctx)
    ready.resolve()
    await mayCommit.promise
  })
  await ready.promise
  const dissolving = dissolve(teamId).then(
    () => 'dissolved',
    (error: { code?: string }) => error.code ?? String(error),
  )
  await untilWaiting()
  mayCommit.resolve()
  await running
  return dissolving
}
/** Somebody waits for a lock, or nobody ever does. */
async function untilWaiting(): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { rows } = await sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
    if (rows.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
const aTeamThatGoes = (): Promise<TeamId> => aTeam(db, { questionTypes: [] })

test('who dissolves a team waits for what is put into its line just now, and sees it', async () => {
  const into: Record<string, (teamId: TeamId) => Promise<{ actor: Actor; command: (ctx: CommandContext) => Promise<unknown> }>> = {
    async passedOn(teamId) {
      const agent = await anAgent(db, { teamIds: [stays, teamId] })
      const { id } = await aConversation(one, await aCustomer(db), { teamId: stays, status: 'waiting' })
      return { actor: agent, command: (ctx) => transferConversation(ctx, { conversationId: id, teamId, agentId: null, note: '' }) }
    },
    async handedOver(teamId) {
      // of no open conversation is it the team yet
      const { id } = await aConversation(one, await aCustomer(db), { teamId: stays, questionType: 'other' })
      await sql`update team set question_types = '{access}' where id = ${teamId}`.execute(db)
      return { actor: SYSTEM, command: (ctx) => requestPerson(ctx, { conversationId: id, reason: 'asked', summary: null, questionType: 'access' }) }
    },
    async handedBack(teamId) {
      const agent = await anAgent(db, { teamIds: [stays] })
      const { id } = await aConversation(one, await aCustomer(db), { teamId: stays, status: 'waiting' })
      await one.run(SYSTEM, (ctx) => assignConversation(ctx, { conversationId: id, agentId: agent.staffId, how: 'given' }))
      await sql`update conversation set home_team_id = ${teamId} where id = ${id}`.execute(db)
      return { actor: SYSTEM, command: (ctx) => handBackAll(ctx, agent.staffId) }
    },
  }
  for (const [how, prepare] of Object.entries(into)) {
    const teamId = await aTeamThatGoes()
    const { actor, command } = await prepare(teamId)
    assert.equal(await whileDissolving(teamId, actor, command), 'team.not_empty', how)
  }
})

const placeOf = async (id: ConversationId) =>
  (await sql<{ team: TeamId; at: Date }>`select team_id as team, queued_at as at from conversation where id = ${id}`.execute(db)).rows[0]

test('who waits in the line of a team that is gone all the same goes on waiting in another, with the place, once', async () => {
  const teamId = await aTeamThatGoes()
  const { id } = await aConversation(one, await aCustomer(db), { teamId, status: 'waiting' })
  const before = await placeOf(id)
  await sql`update team set deleted_at = now() where id = ${teamId}`.execute(db)
  clock.advance(60_000)
  await Promise.all([look(), look(), look()])
  assert.deepEqual(await placeOf(id), { team: stays, at: before?.at })
  await assertReplays(one, id)
  const { rows } = await sql`select from entry where stream_id = ${id} and type = 'conversation.transferred'`.execute(db)
  assert.equal(rows.length, 1)
})

test('with no team at all it is said, until there is one', async () => {
  const { id } = await aConversation(one, await aCustomer(db), { teamId: stays, status: 'waiting' })
  const alarms = async () => (await one.query(SYSTEM, recentAlarms)).filter(({ subject, clearedAt }) => subject === id && clearedAt === null)
  await sql`update team set deleted_at = now()`.execute(db)
  await look()
  assert.deepEqual(
    (await alarms()).map(({ kind }) => kind),
    ['nobody_to_hand_over_to'],
  )
  const team = await aTeam(db)
  await look()
  assert.deepEqual([await alarms(), (await placeOf(id))?.team], [[], team])
})
