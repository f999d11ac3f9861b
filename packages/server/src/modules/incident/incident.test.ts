import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { EndIncidentBody, OpenIncidentBody, PlanWorkBody, UpdateIncidentBody } from '@yingda/protocol/http/incident.ts'
import { ClientId, IncidentId } from '@yingda/protocol/ids.ts'
import type { RefusalCode } from '@yingda/protocol/refusals.ts'
import { Refused } from '../../platform/refused.ts'
import { aClientId, anAgent, aServer, SYSTEM } from '../../testing/builders.ts'
import { testDatabase } from '../../testing/database.ts'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { customerNotice, componentsHere } from './api.ts'
import { beginPlanned } from './commands/begin-planned.ts'
import { openIncident, planWork } from './commands/open-incident.ts'
import { endIncident, updateIncident } from './commands/update-incident.ts'
import { listIncidents } from './queries/list-incidents.ts'
import { plannedToBegin } from './store.ts'

const { db } = await testDatabase()
const clock = fixedClock()
const { runner } = await aServer(db, clock)
const here = componentsHere({ hasWallet: true, hasEmail: false, functions: [{ key: 'fn.topup', name: { 'zh-CN': '充值', en: 'Top-ups' } }] })
const lead = await anAgent(db, { role: 'lead', name: '何佳' })

const words = { textZh: '正在查', textEn: 'Looking into it' }
const opening = (more: Partial<OpenIncidentBody> = {}): OpenIncidentBody => ({
  clientId: aClientId(),
  titleZh: '充值到账变慢',
  titleEn: 'Top-ups are slow',
  severity: 'major',
  components: ['fn.topup', 'wallet'],
  state: 'investigating',
  startedAt: null,
  ...words,
  ...more,
})
const update = (more: Partial<UpdateIncidentBody> = {}): UpdateIncidentBody => ({
  clientId: aClientId(),
  state: 'identified',
  severity: null,
  components: null,
  endsAt: null,
  ...words,
  ...more,
})
const end = (more: Partial<EndIncidentBody> = {}): EndIncidentBody => ({ clientId: aClientId(), state: 'resolved', ...words, ...more })

const open = (body = opening(), who = lead): Promise<IncidentId> => runner.run(who, (ctx) => openIncident(ctx, here, body))
const plan = (body: PlanWorkBody): Promise<IncidentId> => runner.run(lead, (ctx) => planWork(ctx, here, body))
const say = (id: IncidentId, body = update()): Promise<void> => runner.run(lead, (ctx) => updateIncident(ctx, here, { id, ...body }))
const finish = (id: IncidentId, body = end()): Promise<void> => runner.run(lead, (ctx) => endIncident(ctx, { id, ...body }))
const read = async (id: IncidentId) => (await runner.query(lead, listIncidents)).find((one) => one.id === id) ?? assert.fail('it is not shown')
const refuses = (work: Promise<unknown>, code: RefusalCode): Promise<void> => assert.rejects(work, (error) => error instanceof Refused && error.code === code)
const entriesOf = async (id: IncidentId): Promise<number> =>
  (await sql<{ n: number }>`select count(*) as n from entry where stream_id = ${id}`.execute(db)).rows[0]?.n ?? 0

test('an incident is told from its opening to its end, with everything that was said, by whom, and when', async () => {
  const id = await open()
  clock.advance(12 * 60_000)
  await say(id, update({ state: 'monitoring', severity: 'minor', textEn: 'A fix is in place' }))
  clock.advance(60_000)
  await finish(id)
  const incident = await read(id)
  assert.deepEqual([incident.state, incident.severity, incident.endedAt], ['resolved', 'minor', clock.now().toISOString()])
  assert.deepEqual(
    incident.updates.map(({ seq, by, state, textEn }) => [seq, by, state, textEn]),
    [
      [3, '何佳', 'resolved', 'Looking into it'],
      [2, '何佳', 'monitoring', 'A fix is in place'],
      [1, '何佳', 'investigating', 'Looking into it'],
    ],
  )
  await refuses(say(id), 'incident.ended')
  await refuses(finish(id), 'incident.ended')
})

test('every change has the public’s copy written anew, in the same transaction', async () => {
  const due = async (): Promise<unknown[]> =>
    (await sql<{ key: string; queue: string }>`select key, queue_name as queue from graphile_worker.jobs where task_identifier = 'status.publish'`.execute(db))
      .rows
  await sql`select graphile_worker.remove_job('status.publish:now')`.execute(db)
  const id = await open()
  // In a queue: two that write at once could leave the older copy standing.
  assert.deepEqual(await due(), [{ key: 'status.publish:now', queue: 'status' }])
  await sql`select graphile_worker.remove_job('status.publish:now')`.execute(db)
  await assert.rejects(
    runner.run(lead, async (ctx) => {
      await updateIncident(ctx, here, { id, ...update() })
      throw new Error('the process dies here')
    }),
    /dies here/,
  )
  assert.deepEqual(await due(), [])
})

test('said twice under one id it is said once: opened by eight at once, updated, ended', async () => {
  const body = opening()
  const ids = await Promise.all(Array.from({ length: 8 }, () => open(body)))
  const [id = assert.fail()] = ids
  assert.deepEqual([new Set(ids).size, await entriesOf(id)], [1, 1])
  const other = await anAgent(db, { role: 'lead', name: '别人' })
  assert.notEqual(await open(body, other), id)
  const again = update()
  await Promise.all(Array.from({ length: 8 }, () => say(id, again)))
  assert.equal(await entriesOf(id), 2)
  const over = end()
  await finish(id, over)
  await finish(id, over)
  assert.equal(await entriesOf(id), 3)
})

test('what is not here cannot be disturbed; what has gone since stays named', async () => {
  await refuses(open(opening({ components: ['email'] })), 'incident.component_unknown')
  const id = await open()
  const without = here.filter(({ key }) => key !== 'fn.topup')
  await runner.run(lead, (ctx) => updateIncident(ctx, without, { id, ...update({ components: ['fn.topup'] }) }))
  assert.deepEqual((await read(id)).components, ['fn.topup'])
  await refuses(
    runner.run(lead, (ctx) => updateIncident(ctx, without, { id, ...update({ components: ['fn.other'] }) })),
    'incident.component_unknown',
  )
  await refuses(say(IncidentId.parse(randomUUID())), 'incident.not_found')
})

test('who has not read what a colleague published meanwhile publishes nothing over it', async () => {
  const id = await open()
  const afterSeq = (await read(id)).updates[0]?.seq ?? 0
  const first = update({ afterSeq, state: 'monitoring' })
  await say(id, first)
  await refuses(say(id, update({ afterSeq, state: 'investigating' })), 'incident.said_meanwhile')
  await refuses(finish(id, end({ afterSeq })), 'incident.said_meanwhile')
  await say(id, first) // the same once more is no news
  assert.equal((await read(id)).state, 'monitoring')
  await finish(id, end({ afterSeq: afterSeq + 1 }))
  assert.equal((await read(id)).state, 'resolved')
})

test('planned work begins by its time, once, however many look; put off or cancelled it does not', async () => {
  const in1h = new Date(clock.now().getTime() + 3600_000).toISOString()
  const in2h = new Date(clock.now().getTime() + 7200_000).toISOString()
  const body = () => ({
    clientId: ClientId.parse(randomUUID()),
    titleZh: '升级',
    titleEn: 'Upgrade',
    components: ['chat'],
    startsAt: in1h,
    endsAt: in2h,
    ...words,
  })
  const [id, cancelled] = [await plan(body()), await plan(body())]
  await finish(cancelled, end({ state: 'cancelled' }))
  assert.deepEqual(await runner.query(SYSTEM, plannedToBegin), [])
  clock.advance(3600_000)
  assert.deepEqual(
    (await runner.query(SYSTEM, plannedToBegin)).map((one) => one.id),
    [id],
  )
  await Promise.all(Array.from({ length: 8 }, () => runner.run(SYSTEM, (ctx) => beginPlanned(ctx, id))))
  await runner.run(SYSTEM, (ctx) => beginPlanned(ctx, cancelled))
  const { state, updates } = await read(id)
  assert.deepEqual(
    [state, updates.map(({ by, state: said, textZh }) => [said, by, textZh])],
    [
      'in_progress',
      [
        ['in_progress', null, ''],
        ['scheduled', '何佳', '正在查'],
      ],
    ],
  )
  await finish(id, end({ state: 'done' }))
  assert.equal((await read(cancelled)).state, 'cancelled')
})

test('a customer is told of the gravest that lasts, in his language, and of planned work only while it goes on', async () => {
  await sql`update incident set state = case kind when 'incident' then 'resolved' else 'done' end, ended_at = now() where ended_at is null`.execute(db)
  const notice = (language: 'zh-CN' | 'en') => runner.query(SYSTEM, (ctx) => customerNotice(ctx, language))
  assert.equal(await notice('en'), null)
  const tomorrow = new Date(clock.now().getTime() + 24 * 3600_000).toISOString()
  const after = new Date(clock.now().getTime() + 25 * 3600_000).toISOString()
  await plan({ clientId: aClientId(), titleZh: '升级', titleEn: 'Upgrade', components: ['chat'], startsAt: tomorrow, endsAt: after, ...words })
  assert.equal(await notice('zh-CN'), null)
  await open(opening({ severity: 'minor', titleZh: '机器人慢', titleEn: 'Slow bot' }))
  await open(opening({ severity: 'critical' }))
  assert.deepEqual(await notice('zh-CN'), { title: '充值到账变慢', more: 1 })
  assert.deepEqual(await notice('en'), { title: 'Top-ups are slow', more: 1 })
})

test('what ended more than 90 days ago is shown no more', async () => {
  const id = await open()
  await finish(id)
  clock.advance(91 * 24 * 3600_000)
  assert.ok((await runner.query(lead, listIncidents)).every((one) => one.id !== id))
})
