import assert from 'node:assert/strict'
import { afterEach, test, mock } from 'node:test'
import { Refused, Unreachable } from './refusal.ts'
import { csrfToken, queryString, request, setSignedOut, setStepUp } from './request.ts'

Object.assign(globalThis, { document: { cookie: 'a=1; yingda_csrf=tok%3D; b=2' } })
const answers = (...list: (Response | Error)[]) =>
  mock.method(globalThis, 'fetch', async (_address: string, _init?: RequestInit) => {
    const next = list.shift()
    if (next instanceof Error) throw next
    return next
  })
const no = (status: number, code: string) => Response.json({ code, message: 'no', data: {} }, { status })
afterEach(() => mock.restoreAll())

test('the readable cookie goes back as a header on writes only', async () => {
  assert.equal(csrfToken(), 'tok=')
  const fetched = answers(Response.json({}), Response.json({}))
  await request('GET', '/colleagues')
  await request('POST', '/views', {})
  const headersOf = (call: number) => {
    const [, init] = fetched.mock.calls[call]?.arguments ?? []
    return new Headers(init?.headers)
  }
  assert.equal(headersOf(0).get('x-yingda-csrf'), null)
  assert.equal(headersOf(1).get('x-yingda-csrf'), 'tok=')
})

test('a step-up refusal asks once and then makes the same call again', async () => {
  answers(no(403, 'auth.step_up_required'), Response.json({ ok: true }))
  let asked = 0
  setStepUp(async () => (asked += 1) > 0)
  assert.deepEqual(await request('POST', '/admin/teams', {}), { ok: true })
  assert.equal(asked, 1)
})

test('a declined step-up leaves the refusal standing', async () => {
  answers(no(403, 'auth.step_up_required'))
  setStepUp(async () => false)
  await assert.rejects(request('POST', '/admin/teams', {}), (error) => error instanceof Refused && error.code === 'auth.step_up_required')
})

test('a lost session is told once, but not while signing in and not for a wrong code', async () => {
  let ended = 0
  setSignedOut(() => {
    ended += 1
  })
  answers(no(401, 'auth.expired'), no(401, 'auth.second_factor_wrong'), no(401, 'auth.expired'))
  await assert.rejects(request('POST', '/session/totp', {}, { endsSession: false }))
  await assert.rejects(request('POST', '/session/totp/confirm', {}))
  assert.equal(ended, 0)
  await assert.rejects(request('GET', '/session'))
  assert.equal(ended, 1)
})

test("a dead network and a proxy's own error page are both unreachable, never an answer", async () => {
  answers(new TypeError('failed to fetch'), new Response('<h1>502</h1>', { status: 502 }))
  await assert.rejects(request('GET', '/session'), Unreachable)
  await assert.rejects(request('GET', '/session'), Unreachable)
})

test('a query leaves out what is not given', () => {
  assert.equal(queryString({ view: 'all', team: undefined, cursor: null, limit: 50, q: '' }), '?view=all&limit=50')
})
