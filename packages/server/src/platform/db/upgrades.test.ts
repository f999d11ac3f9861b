/** What a migration makes of rows that stood before it. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import type pg from 'pg'
import { testDatabase } from '../../testing/database.ts'
import { migrate, readMigrations } from './migrate.ts'
import { openDatabase } from './open.ts'

const { pool, url } = await testDatabase()
const migrations = readMigrations()

/** A database as it was before this migration, the rows of that time, and then the migration. */
async function across(name: string, before: (old: pg.Pool) => Promise<unknown>, after: (pool: pg.Pool) => Promise<void>): Promise<void> {
  const at = migrations.findIndex((one) => one.name === name)
  assert.ok(at > 0, name)
  const address = new URL(url)
  address.pathname = `/upgrade_${randomUUID().replaceAll('-', '')}`
  await pool.query(`create database ${address.pathname.slice(1)} template template0 encoding 'UTF8'`)
  const database = openDatabase(address.href, { max: 2 })
  try {
    await migrate(database.pool, migrations.slice(0, at))
    await before(database.pool)
    await migrate(database.pool, migrations.slice(0, at + 1))
    await after(database.pool)
  } finally {
    await database.close()
    await pool.query(`drop database ${address.pathname.slice(1)} with (force)`)
  }
}

test('lists, search and delivery go on together where the furthest was told of; what one of them had not done stays due for it', async () => {
  const id = randomUUID()
  await across(
    'due',
    (old) =>
      old.query(
        `insert into reaction_due (reaction_group, stream_id, due_seq, handled_seq) values
          ('lists', $1, 9, 9), ('search', $1, 9, 4), ('delivery', $1, 7, 7), ('stays', $1, 20, 3)`,
        [id],
      ),
    async (now) => {
      const { rows } = await now.query('select reaction_group as name, due_seq as to, handled_seq as from, due from reaction_due order by 1')
      assert.deepEqual(rows, [
        { name: 'delivery', to: 7, from: 7, due: false },
        { name: 'following', to: 9, from: 9, due: false },
        { name: 'lists', to: 9, from: 9, due: false },
        { name: 'search', to: 9, from: 4, due: true },
        { name: 'stays', to: 20, from: 3, due: true },
      ])
    },
  )
})

test('who was owed an answer before still is, and nobody can close it unnoticed', async () => {
  const [customer, conversation, obligation] = [randomUUID(), randomUUID(), randomUUID()]
  await across(
    'talk_in_place',
    async (old) => {
      await old.query(`insert into customer (id, name, created_at, seen_at) values ($1, '陈雨薇', now(), now())`, [customer])
      const write = await old.connect()
      await write.query('begin')
      await write.query(
        `insert into conversation (id, reference, customer_id, client_id, started_by, channel, question_type, language, status, owed_since, obligation_id,
          opened_at, changed_at) values ($1, 'C-1', $2, $1, $2, 'web', 'payment', 'zh-CN', 'bot', now(), $3, now(), now())`,
        [conversation, customer, obligation],
      )
      await write.query(
        `insert into obligation (id, open, conversation_id, customer_id, channel, kind, priority, owner_kind, owned_since, received_at, warn_at, due_at)
          values ($1, true, $2, $3, 'web', 'bot_reply', 'normal', 'bot', now(), now(), now(), now())`,
        [obligation, conversation, customer],
      )
      await write.query('commit')
      write.release()
    },
    async (now) => {
      const closing = now.query(`update obligation set open = false, closed_at = now(), closed_how = 'decided', closed_reason = 'by hand'`)
      await assert.rejects(closing, { constraint: 'conversation_obligation' })
      assert.equal((await now.query('select from obligation where open and conversation_id = $1', [conversation])).rowCount, 1)
    },
  )
})

test('nothing is promised of what was open before resolutions were; its time is counted from then on', async () => {
  const [customer, agent] = [randomUUID(), randomUUID()]
  const ids: Record<string, string> = { assigned: randomUUID(), awaiting_customer: randomUUID(), bot: randomUUID(), resolved: randomUUID() }
  await across(
    'resolution',
    async (old) => {
      await old.query(`insert into customer (id, name, created_at, seen_at) values ($1, '陈雨薇', now(), now())`, [customer])
      await old.query(`insert into staff (id, email, name, role, created_at) values ($1, 'lin@example.cn', '林晓', 'agent', now())`, [agent])
      for (const [status, id] of Object.entries(ids))
        await old.query(
          `insert into conversation (id, reference, customer_id, client_id, started_by, channel, question_type, language, status, assignee_id, resolved_at,
            opened_at, changed_at) values ($1::uuid, 'C-' || $3, $2, $1, $2, 'web', 'payment', 'zh-CN', $3,
              case when $3 in ('assigned', 'awaiting_customer') then $4::uuid end, case when $3 = 'resolved' then now() end, now() - interval '2 days', now())`,
          [id, customer, status, agent],
        )
    },
    async (now) => {
      const { rows } = await now.query<object>(
        `select c.status, r.running_since is not null as runs, r.minutes, r.due_at from resolution r join conversation c on c.id = r.conversation_id order by 1`,
      )
      assert.deepEqual(rows, [
        { status: 'assigned', runs: true, minutes: null, due_at: null },
        { status: 'awaiting_customer', runs: false, minutes: null, due_at: null },
      ])
      assert.equal((await now.query('select from promise')).rows.length, 12)
    },
  )
})
