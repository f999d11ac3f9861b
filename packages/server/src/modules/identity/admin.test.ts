import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StaffId, TeamId } from '@yingda/protocol/ids.ts'
import { ROLE_PERMISSIONS, type Role } from '@yingda/protocol/permissions.ts'
import { Refused } from '../../platform/refused.ts'
import { loadDemoStaff } from './commands/load-demo-staff.ts'
import { updateStaffMember } from './commands/update-staff.ts'
import { isAnybodyAvailable, listColleagues, listTeams, lockAvailableStaff, lockStaff, teamFor, teamNames } from './queries/people.ts'
import type { Browser } from './testing/browser.ts'
import { identityDesk, rowsOf, type IdentityDesk } from './testing/identity-desk.ts'

const SYSTEM = { kind: 'system' } as const

async function demoDesk(): Promise<{ desk: IdentityDesk; admin: Browser; ids: Map<string, StaffId> }> {
  const desk = await identityDesk()
  assert.equal(await desk.system(loadDemoStaff), 'loaded')
  const admin = desk.browser()
  assert.equal((await admin.post('/session/demo', { email: 'zhou.ming@demo.yingda.example' })).status, 200)
  const rows = await rowsOf(desk).selectFrom('staff').select(['id', 'name']).execute()
  return { desk, admin, ids: new Map(rows.map((row) => [row.name, row.id])) }
}
const idOf = (ids: Map<string, StaffId>, name: string): StaffId => ids.get(name) ?? assert.fail(name)
const codeOf = (error: unknown): string => (error instanceof Refused ? error.code : String(error))

test('demo people sign in by one click, are spared the second factor, and are loaded once', async () => {
  const { desk, admin } = await demoDesk()
  assert.equal(await desk.system(loadDemoStaff), 'already_loaded')
  const { body } = await desk.browser().get('/session/demo')
  const people = body['people'] as { name: string; role: string; team: string }[]
  assert.equal(people.length, 7)
  assert.deepEqual(people[0], { email: 'lin.xiao@demo.yingda.example', name: '林晓', role: 'agent', team: '支付问题组' })
  const me = await admin.get('/session')
  assert.equal(me.body['secondFactorSetupRequired'], false)
  desk.clock.advance(3_600_000)
  assert.equal((await admin.post('/admin/teams', { nameZh: '退款组', nameEn: 'Refunds', questionTypes: ['refund'] })).status, 200)
  assert.equal((await admin.post('/session/step-up', { method: 'password', password: '' })).status, 200)
})

test('where no demo was loaded nobody signs in that way, and none is loaded over real people', async () => {
  const desk = await identityDesk()
  await desk.person({})
  assert.equal(await desk.system(loadDemoStaff), 'refused')
  assert.deepEqual((await desk.browser().get('/session/demo')).body, { people: [] })
  assert.equal((await desk.browser().post('/session/demo', { email: 'zhou.ming@demo.yingda.example' })).status, 404)
})

test('a demo person has no password to guess', async () => {
  const { desk } = await demoDesk()
  assert.equal(
    (await desk.browser().post('/session/password', { email: 'zhou.ming@demo.yingda.example', password: '' })).body['code'],
    'auth.wrong_credentials',
  )
})

test('only an admin gets in at the admin’s doors', async () => {
  const { desk } = await demoDesk()
  const lead = desk.browser()
  await lead.post('/session/demo', { email: 'he.jia@demo.yingda.example' })
  for (const path of ['/admin/staff', '/admin/teams']) assert.equal((await lead.get(path)).body['code'], 'permission.denied')
  assert.equal(
    (await lead.post('/admin/staff', { email: 'x@desk.example', name: 'x', role: 'admin', teamIds: [], capacity: 1 })).body['code'],
    'permission.denied',
  )
})

test('an admin invites, sees who is still invited, and an address is given once', async () => {
  const { admin } = await demoDesk()
  const body = { email: 'New@desk.example', name: '新同事', role: 'agent', teamIds: [], capacity: 4 }
  const made = await admin.post('/admin/staff', body)
  assert.match(String(made.body['link']), /#token=/)
  assert.equal((await admin.post('/admin/staff', { ...body, email: 'new@DESK.example' })).body['code'], 'staff.email_taken')
  const { staff } = (await admin.get('/admin/staff')).body as { staff: { email: string; invitedAt: string | null }[] }
  assert.notEqual(staff.find((one) => one.email === 'new@desk.example')?.invitedAt, null)
  const link = await admin.post(`/admin/staff/${String(made.body['id'])}/invitation`, {})
  assert.notEqual(link.body['link'], made.body['link'])
})

test('who is let go is out at once, stays in the books, and can be taken back', async () => {
  const { desk, admin, ids } = await demoDesk()
  const lin = desk.browser()
  await lin.post('/session/demo', { email: 'lin.xiao@demo.yingda.example' })
  const id = idOf(ids, '林晓')
  const change = (active: boolean) => admin.put(`/admin/staff/${id}`, { name: '林晓', role: 'agent', teamIds: [], capacity: 5, active })
  desk.hints.length = 0
  assert.equal((await change(false)).status, 200)
  assert.equal((await lin.get('/session')).body['code'], 'auth.required')
  assert.ok(desk.hints.some((hint) => hint.kind === 'rights' && hint.staffId === id))
  assert.equal((await lin.post('/session/demo', { email: 'lin.xiao@demo.yingda.example' })).status, 404)
  await assert.rejects(
    desk.system((ctx) => lockStaff(ctx, id)),
    (error) => codeOf(error) === 'agent.not_found',
  )
  await change(true)
  assert.deepEqual(
    (await desk.entriesOf(id)).map(({ type }) => type),
    ['staff.joined', 'staff.signed_in', 'staff.changed', 'staff.deactivated', 'staff.session_ended', 'staff.reactivated'],
  )
})

test('a changed role counts with the next request', async () => {
  const { desk, admin, ids } = await demoDesk()
  const maya = desk.browser()
  await maya.post('/session/demo', { email: 'maya.chen@demo.yingda.example' })
  const promote = (role: Role) => admin.put(`/admin/staff/${idOf(ids, 'Maya Chen')}`, { name: 'Maya Chen', role, teamIds: [], capacity: 5, active: true })
  await promote('lead')
  assert.deepEqual((await maya.get('/session')).body['permissions'], [...ROLE_PERMISSIONS.lead])
  await promote('agent')
  assert.deepEqual((await maya.get('/session')).body['permissions'], [...ROLE_PERMISSIONS.agent])
})

test('the last admin is neither demoted nor let go', async () => {
  const { admin, ids } = await demoDesk()
  const change = (body: object) =>
    admin.put(`/admin/staff/${idOf(ids, '周明')}`, { name: '周明', role: 'admin', teamIds: [], capacity: 3, active: true, ...body })
  assert.equal((await change({ role: 'lead' })).body['code'], 'staff.last_admin')
  assert.equal((await change({ active: false })).body['code'], 'staff.last_admin')
  assert.equal((await change({ capacity: 4 })).status, 200)
})

test('eight admins who demote one another at once leave one', async () => {
  const desk = await identityDesk()
  const admins: StaffId[] = []
  for (let index = 0; index < 8; index += 1) admins.push((await desk.person({ role: 'admin' })).id)
  const demote = (id: StaffId, index: number) =>
    (index % 2 === 0 ? desk.deps.runner : desk.other).run(SYSTEM, (ctx) =>
      updateStaffMember(ctx, { id, name: '甲', role: 'agent', teamIds: [], capacity: 5, active: true }),
    )
  await desk.warm(8)
  const results = await Promise.allSettled(admins.map(demote))
  assert.deepEqual(
    results.flatMap((result) => (result.status === 'rejected' ? [codeOf(result.reason)] : [])),
    ['staff.last_admin'],
  )
  assert.equal((await rowsOf(desk).selectFrom('staff').select('id').where('role', '=', 'admin').execute()).length, 1)
})

test('teams are made, renamed and dissolved, not while conversations wait in them', async () => {
  const { desk, admin, ids } = await demoDesk()
  const made = await admin.post('/admin/teams', { nameZh: '退款组', nameEn: 'Refunds', questionTypes: ['refund', 'refund'] })
  const id = String(made.body['id']) as TeamId // as the route has just answered it
  const member = { name: '苏婷', role: 'agent', teamIds: [id], capacity: 6, active: true }
  await admin.put(`/admin/staff/${idOf(ids, '苏婷')}`, member)
  await admin.put(`/admin/teams/${id}`, { nameZh: '退款', nameEn: 'Refunds', questionTypes: ['refund'] })
  const { teams } = (await admin.get('/admin/teams')).body as { teams: { id: string; members: number }[] }
  assert.equal(teams.find((team) => team.id === id)?.members, 1)

  desk.busyTeams.add(id)
  assert.equal((await admin.delete(`/admin/teams/${id}`)).body['code'], 'team.not_empty')
  desk.busyTeams.clear()
  assert.equal((await admin.delete(`/admin/teams/${id}`)).status, 200)
  assert.equal((await admin.delete(`/admin/teams/${id}`)).body['code'], 'team.not_found')
  assert.equal((await admin.put(`/admin/staff/${idOf(ids, '苏婷')}`, member)).body['code'], 'team.not_found')
  assert.deepEqual(
    (await desk.entriesOf(id)).map(({ type }) => type),
    ['team.created', 'team.changed', 'team.deleted'],
  )
  const names = await desk.deps.runner.query(SYSTEM, (ctx) => teamNames(ctx, [id]))
  assert.deepEqual(names.get(id), { nameZh: '退款', nameEn: 'Refunds' }, 'what it answered still names it')
})

test('questions find their team, its people, and who of them is free', async () => {
  const { desk, ids } = await demoDesk()
  await desk.deps.runner.query(SYSTEM, async (ctx) => {
    const teamId = await teamFor(ctx, 'transfer')
    const team = (await listTeams(ctx)).find(({ id }) => id === teamId)
    assert.equal(team?.nameEn, 'Transfers')
    const colleagues = await listColleagues(ctx)
    assert.equal(colleagues.length, 7)
    assert.deepEqual(
      colleagues.filter(({ id }) => team?.memberIds.includes(id)).map(({ name }) => name),
      ['何佳', 'Maya Chen', '苏婷', 'Daniel Okafor'],
    )
  })
  await rowsOf(desk).updateTable('staff').set({ available: false }).where('name', '=', '苏婷').execute()
  const free = await desk.system((ctx) => lockAvailableStaff(ctx, [idOf(ids, '苏婷'), idOf(ids, '林晓')]))
  assert.deepEqual(
    free.map((one) => one.name),
    ['林晓'],
  )
  assert.equal(await desk.system((ctx) => isAnybodyAvailable(ctx, [idOf(ids, '苏婷'), idOf(ids, '林晓')])), true)
  assert.equal(await desk.system((ctx) => isAnybodyAvailable(ctx, [idOf(ids, '苏婷')])), false)
  assert.equal(await desk.system((ctx) => isAnybodyAvailable(ctx, [])), false)
})

test('where there is no team, a question finds none', async () => {
  const desk = await identityDesk()
  assert.equal(await desk.system((ctx) => teamFor(ctx, 'payment')), null)
})

test('languages and skills are as in the migration until an admin sets them, and stay when a change does not name them', async () => {
  const { desk, admin } = await demoDesk()
  const person = { name: '新同事', role: 'agent', teamIds: [], capacity: 4 }
  const id = String((await admin.post('/admin/staff', { ...person, email: 'new@desk.example' })).body['id'])
  const shown = async () => {
    const { staff } = (await admin.get('/admin/staff')).body as { staff: { id: string; languages: string[]; skills: object }[] }
    const { languages, skills } = staff.find((one) => one.id === id) ?? assert.fail('not listed')
    return { languages, skills }
  }
  const all = { payment: 2, transfer: 2, refund: 2, access: 2, security: 2, other: 2 }
  assert.deepEqual(await shown(), { languages: ['zh-CN', 'en'], skills: all })
  const able = { languages: ['en'], skills: { security: 3, access: 1 } }
  assert.equal((await admin.put(`/admin/staff/${id}`, { ...person, ...able, active: true })).status, 200)
  assert.equal((await admin.put(`/admin/staff/${id}`, { ...person, active: true })).status, 200)
  assert.deepEqual(await shown(), able)
  assert.equal((await admin.put(`/admin/staff/${id}`, { ...person, languages: [], active: true })).status, 400)
  assert.equal((await admin.put(`/admin/staff/${id}`, { ...person, skills: { security: 4 }, active: true })).status, 400)
  const [, changed, more] = await desk.entriesOf(id)
  assert.deepEqual([changed?.type, changed?.data['skills'], more], ['staff.changed', { access: 1, security: 3 }, undefined])
})

test('a team gives to the least busy until its admin has it go by turns', async () => {
  const { admin } = await demoDesk()
  const team = { nameZh: '退款组', nameEn: 'Refunds', questionTypes: ['refund'] }
  const id = String((await admin.post('/admin/teams', team)).body['id'])
  const shown = async () =>
    ((await admin.get('/admin/teams')).body as { teams: { id: string; strategy: string }[] }).teams.find((one) => one.id === id)?.strategy
  assert.equal(await shown(), 'least_busy')
  await admin.put(`/admin/teams/${id}`, { ...team, strategy: 'longest_idle' })
  await admin.put(`/admin/teams/${id}`, team)
  assert.equal(await shown(), 'longest_idle')
})
