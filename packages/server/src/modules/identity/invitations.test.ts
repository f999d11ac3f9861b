import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { generateSync } from 'otplib'
import { announceFirstAdmin } from './commands/announce-first-admin.ts'
import { becomeFirstAdmin } from './commands/become-first-admin.ts'
import { firstAdminLink } from './commands/make-first-admin-link.ts'
import { inviteStaff } from './commands/invite-staff.ts'
import { renewInvitation } from './commands/renew-invitation.ts'
import { hashPassword } from './password.ts'
import { identityDesk, rowsOf } from './testing/identity-desk.ts'

const GOOD = 'eleven patient otters'
const tokenOf = (link: string | null): string => new URLSearchParams(new URL(link ?? 'x:').hash.slice(1)).get('token') ?? ''

test('while nobody is on the staff a printed link makes the first admin, once, whichever of two links', async () => {
  const desk = await identityDesk()
  const links = [await desk.system((ctx) => firstAdminLink(ctx, desk.deps)), await desk.system((ctx) => firstAdminLink(ctx, desk.deps))]
  assert.match(links[0] ?? '', /^https:\/\/desk\.example\/console\/invitation#token=[\w-]{43}&first=1$/)
  const join = (index: number, password = GOOD) =>
    desk
      .browser(`192.0.2.${index}`)
      .post('/session/invitation', { token: tokenOf(links[index % 2] ?? null), name: '周明', password, email: `admin${index}@desk.example` })
  assert.equal((await join(0, 'password')).body['code'], 'auth.password_weak')
  const passwordHash = await hashPassword(GOOD)
  await desk.warm(8)
  const race = Array.from({ length: 8 }, (_, index) => {
    const input = {
      token: tokenOf(links[index % 2] ?? null),
      name: '周明',
      password: GOOD,
      passwordHash,
      email: `admin${index}@desk.example`,
      language: 'en' as const,
      from: { address: '192.0.2.1', userAgent: '' },
    }
    return desk.system((ctx) => becomeFirstAdmin(ctx, input))
  })
  const results = await Promise.allSettled(race)
  assert.equal(results.filter((result) => result.status === 'fulfilled').length, 1)
  assert.equal((await join(1)).body['code'], 'auth.link_expired')
  const staff = await rowsOf(desk).selectFrom('staff').select(['role', 'name']).execute()
  assert.deepEqual(staff, [{ role: 'admin', name: '周明' }])
  assert.equal(await desk.system((ctx) => firstAdminLink(ctx, desk.deps)), null)
})

test('of eight servers that start at once on an empty database one prints a link, and the others name it; once it is gone another does', async () => {
  const desk = await identityDesk()
  const servers = Array.from({ length: 8 }, (_, index) => ({ nodeId: randomUUID(), host: 'desk-1', processId: 100 + index }))
  const says = (nodeId: string, forSeconds: number) =>
    sql`insert into node values (${nodeId}, '{}', now() + make_interval(secs => ${forSeconds})) on conflict (id) do update set seen_until = excluded.seen_until`.execute(
      desk.database.db,
    )
  for (const { nodeId } of servers) await says(nodeId, 30)
  await desk.warm(8)
  const found = await Promise.all(servers.map(async (own) => ({ own, ...(await desk.system((ctx) => announceFirstAdmin(ctx, desk.deps, own))) })))
  const [printer, ...more] = found.filter((one) => one.is === 'asked')
  assert.ok(printer !== undefined && more.length === 0, `${more.length + 1} links`)
  for (const one of found) if (one !== printer) assert.deepEqual(one.is === 'asked_elsewhere' && one.printer, printer.own)

  const [other = printer.own] = servers.filter(({ nodeId }) => nodeId !== printer.own.nodeId)
  const announced = async (own: typeof other) => (await desk.system((ctx) => announceFirstAdmin(ctx, desk.deps, own))).is
  assert.equal(await announced(other), 'asked_elsewhere')
  assert.equal(await announced(printer.own), 'asked', 'it may say it again')
  await says(printer.own.nodeId, -1)
  assert.equal(await announced(other), 'asked', 'the one before has been killed')
  await sql`update deployment_fact set at = at - interval '3 days' where name = 'first_admin_link'`.execute(desk.database.db)
  assert.equal(await announced({ ...other, nodeId: randomUUID() }), 'asked', 'the link of before does not work any more')

  const token = tokenOf(printer.is === 'asked' ? printer.link : null)
  assert.equal((await desk.browser().post('/session/invitation', { token, name: '周明', password: GOOD, email: 'admin@desk.example' })).status, 200)
  assert.equal(await announced(other), 'there')
})

test('a first-admin link is worth nothing as an ordinary one, and the other way round', async () => {
  const desk = await identityDesk()
  const first = tokenOf(await desk.system((ctx) => firstAdminLink(ctx, desk.deps)))
  assert.equal((await desk.browser().post('/session/invitation', { token: first, name: '甲', password: GOOD })).body['code'], 'auth.link_expired')
  const { token } = await desk.system((ctx) => inviteStaff(ctx, { email: 'lin@desk.example', name: '林', role: 'agent', teamIds: [], capacity: 5 }))
  assert.equal(
    (await desk.browser().post('/session/invitation', { token, name: '甲', password: GOOD, email: 'evil@desk.example' })).body['code'],
    'auth.link_expired',
  )
})

const desk = await identityDesk()
const invite = (email: string, role: 'agent' | 'lead' | 'admin' = 'agent') =>
  desk.system((ctx) => inviteStaff(ctx, { email, name: '新同事', role, teamIds: [], capacity: 5 }))
const accept = (token: string, password = GOOD) => desk.browser().post('/session/invitation', { token, name: '苏婷', password })

test('an invitation sets name and password, signs in, and is used up', async () => {
  const { id, token } = await invite('Su.Ting@desk.example')
  const browser = desk.browser()
  assert.equal((await browser.post('/session/invitation', { token, name: '苏婷', password: GOOD })).status, 200)
  assert.equal((await browser.get('/session')).body['name'], '苏婷')
  assert.equal((await accept(token)).body['code'], 'auth.link_expired')
  assert.equal((await desk.browser().post('/session/password', { email: 'su.ting@desk.example', password: GOOD })).status, 200)
  assert.deepEqual(
    (await desk.entriesOf(id)).map(({ type }) => type),
    ['staff.invited', 'staff.joined', 'staff.signed_in', 'staff.signed_in'],
  )
})

test('eight who use one link at once: one joins', async () => {
  const { token } = await invite('race@desk.example')
  const answers = await Promise.all(Array.from({ length: 8 }, () => accept(token)))
  assert.equal(answers.filter((answer) => answer.status === 200).length, 1)
})

test('a link lives for seventy-two hours, and only its hash is kept', async () => {
  const { token } = await invite('late@desk.example')
  const rows = await rowsOf(desk).selectFrom('staff_invitation').selectAll().execute()
  assert.ok(!JSON.stringify(rows).includes(token))
  desk.clock.advance(72 * 3_600_000)
  assert.equal((await accept(token)).body['code'], 'auth.link_expired')
})

test('a weak password is refused with its reason and leaves the link good', async () => {
  const { token } = await invite('weak@desk.example')
  const short = await accept(token, 'k9#vTq2w')
  assert.equal(short.status, 422)
  assert.deepEqual(short.body['data'], { reason: 'too_short', min: 15 })
  assert.deepEqual((await accept(token, 'woaini1314woaini1314')).body['data'], { reason: 'common' })
  assert.deepEqual((await accept(token, 'weak@desk.example')).body['data'], { reason: 'contains_email' })
  assert.equal((await accept(token)).status, 200)
})

test('who will need a second factor anyway may choose eight characters', async () => {
  const { token } = await invite('lead@desk.example', 'lead')
  assert.equal((await accept(token, 'k9#vTq2w')).status, 200)
})

test('a renewed link voids the one before and lets somebody locked out start anew', async () => {
  const { id, token } = await invite('lost@desk.example', 'lead')
  const browser = desk.browser()
  await browser.post('/session/invitation', { token, name: '何佳', password: GOOD })
  const { body } = await browser.post('/session/totp/setup', {})
  await browser.post('/session/totp/confirm', { code: generateSync({ secret: String(body['secret']), epoch: desk.clock.now().getTime() / 1000 }) })
  assert.equal((await browser.post('/session/backup-codes', {})).status, 200)

  const older = await desk.system((ctx) => renewInvitation(ctx, id))
  const newer = await desk.system((ctx) => renewInvitation(ctx, id))
  assert.equal((await accept(older.token)).body['code'], 'auth.link_expired')
  assert.equal((await browser.get('/session')).status, 200, 'nothing changes until the link is used')
  assert.equal((await accept(newer.token)).status, 200)
  assert.equal((await browser.get('/session')).body['code'], 'auth.required')
  assert.ok((await desk.entriesOf(id)).some(({ type, data }) => type === 'staff.second_factor_removed' && data['why'] === 'access_renewed'))
  assert.deepEqual(await rowsOf(desk).selectFrom('staff_backup_code').select('code_hash').where('staff_id', '=', id).execute(), [])
})

test('a link that does not work is told at once from its look-up, whatever it is, and each guess counts against the address', async () => {
  const used = await invite('used@desk.example')
  await accept(used.token)
  const first = await identityDesk()
  const firstLink = tokenOf(await first.system((ctx) => firstAdminLink(ctx, first.deps)))
  const guess = (token: string, address: string, more = {}) => desk.browser(address).post('/session/invitation', { token, name: '甲', password: GOOD, ...more })
  const answers = [
    await guess('nonsense', '198.51.100.1'),
    await guess(used.token, '198.51.100.2'),
    await guess(firstLink, '198.51.100.3', { email: 'evil@desk.example' }),
    await guess('weak too', '198.51.100.4', { password: 'password' }),
  ]
  for (const answer of answers) assert.deepEqual(answer, answers[0])

  const flood = Array.from({ length: 25 }, (_, index) => guess(`guess ${index}`, '198.51.100.9'))
  const codes = (await Promise.all(flood)).map(({ body }) => body['code'])
  assert.equal(codes.filter((code) => code === 'auth.link_expired').length, 21)
  assert.equal(codes.filter((code) => code === 'auth.wait_before_retry').length, 4)
  const { token } = await invite('behind-the-flood@desk.example')
  assert.equal((await guess(token, '198.51.100.9')).body['code'], 'auth.wait_before_retry', 'a good link waits as well')
  assert.equal((await guess(token, '198.51.100.10')).status, 200)
})

test('who has a good link and chooses weak passwords is not slowed down', async () => {
  const { token } = await invite('choosing@desk.example')
  const join = (password: string) => desk.browser('198.51.100.11').post('/session/invitation', { token, name: '甲', password })
  for (let index = 0; index < 25; index += 1) assert.equal((await join('password')).body['code'], 'auth.password_weak')
  assert.equal((await join(GOOD)).status, 200)
})
