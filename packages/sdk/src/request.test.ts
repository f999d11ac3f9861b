import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal, Unreachable } from './answer.ts'
import { createRequest } from './request.ts'

type Asked = { url: string; method: string; headers: Headers; body: unknown }

function aRequest(answer: (asked: Asked) => Response | Promise<Response>) {
  const asked: Asked[] = []
  const request = createRequest({
    url: 'https://desk.example',
    token: ({ fresh }) => (fresh ? 'new' : 'old'),
    language: () => 'en',
    fetch: async (url, init) => {
      const one = {
        url: String(url),
        method: init?.method ?? 'GET',
        headers: new Headers(init?.headers),
        body: typeof init?.body === 'string' ? JSON.parse(init.body) : init?.body,
      }
      asked.push(one)
      return answer(one)
    },
  })
  return { request, asked }
}

const json = (body: unknown, status = 200): Response => Response.json(body, { status })

test('path, query and body go where the description says', async () => {
  const { request, asked } = aRequest(() => json({ entries: [], lastSeq: 0 }))
  await request('GET /conversations/{conversationId}/entries', { path: { conversationId: 'a/b' }, query: { after: 3 } })
  await request('POST /conversations/{conversationId}/person', { path: { conversationId: 'c' } })
  await request('GET /home')
  assert.deepEqual(
    asked.map(({ method, url, body }) => [method, url.slice(20), body]),
    [
      ['GET', '/api/customer/conversations/a%2Fb/entries?after=3', undefined],
      ['POST', '/api/customer/conversations/c/person', {}],
      ['GET', '/api/customer/home', undefined],
    ],
  )
  assert.deepEqual([asked[0]?.headers.get('authorization'), asked[0]?.headers.get('accept-language')], ['Bearer old', 'en'])
})

test('a token turned down is asked for afresh, once', async () => {
  const answers = (accepted: string) => (asked: Asked) =>
    asked.headers.get('authorization') === accepted ? json({ lastSeq: 1 }) : json({ code: 'auth.expired', message: 'x', data: {} }, 401)
  const renewed = aRequest(answers('Bearer new'))
  await renewed.request('GET /home')
  assert.equal(renewed.asked.length, 2)

  const hopeless = aRequest(answers('nobody'))
  await assert.rejects(hopeless.request('GET /home'), Refusal)
  assert.equal(hopeless.asked.length, 2)
})

test('a refusal carries its code, its words and its data; a proxy’s page carries its status', async () => {
  const refused = aRequest(() => json({ code: 'conversation.closed', message: '会话已关闭', data: { id: 'c' } }, 409))
  await assert.rejects(refused.request('GET /home'), { status: 409, code: 'conversation.closed', message: '会话已关闭', data: { id: 'c' } })
  const proxied = aRequest(() => new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } }))
  await assert.rejects(proxied.request('GET /home'), { status: 502, code: 'http.502' })
})

test('no answer, and an answer broken off, are told as unreachable', async () => {
  await assert.rejects(aRequest(() => Promise.reject(new TypeError('fetch failed'))).request('GET /home'), Unreachable)
  const broken = new ReadableStream({ start: (controller) => controller.error(new Error('reset')) })
  await assert.rejects(aRequest(() => new Response(broken, { headers: { 'content-type': 'application/json' } })).request('GET /home'), Unreachable)
})
