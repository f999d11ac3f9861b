import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { fetchedFrom } from './fetched.ts'

const DESK = 'https://desk.example'

/** The network gives these answers, one after the other. @returns the addresses asked for */
function network(t: TestContext, ...answers: (() => Promise<Response>)[]): string[] {
  const asked: string[] = []
  t.mock.method(globalThis, 'fetch', (address: string) => {
    asked.push(address)
    return answers[asked.length - 1]?.() ?? Promise.resolve(new Response('whole'))
  })
  return asked
}

test('a file is asked for once, however many want it, and lies beside the script', async (t) => {
  const asked = network(t)
  const fetched = fetchedFrom(`${DESK}/here/widget.js`, { base: DESK })
  assert.deepEqual(await Promise.all([fetched('./a.js'), fetched('./a.js')]), [`${DESK}/here/a.js`, `${DESK}/here/a.js`])
  assert.equal(await fetched('./a.js'), `${DESK}/here/a.js`)
  assert.deepEqual(asked, [`${DESK}/here/a.js`])
})

for (const [what, answer] of [
  ['not reached', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['turned away', () => Promise.resolve(new Response('', { status: 503 }))],
  ['cut off in its middle', () => Promise.resolve(new Response(new ReadableStream({ start: (stream) => stream.error(new TypeError('network error')) })))],
] as const)
  test(`what was ${what} has failed, and is asked for again the next time`, async (t) => {
    const asked = network(t, answer)
    const fetched = fetchedFrom(`${DESK}/widget.js`, { base: DESK })
    await assert.rejects(fetched('./a.js'))
    assert.equal(await fetched('./a.js'), `${DESK}/a.js`)
    assert.equal(asked.length, 2)
  })

test('a script from elsewhere than the desk has its files imported without being fetched', async (t) => {
  const asked = network(t)
  assert.equal(await fetchedFrom('https://cdn.example/widget.js', { base: DESK })('./a.js'), 'https://cdn.example/a.js')
  assert.equal(await fetchedFrom(`${DESK}.example/widget.js`, { base: DESK })('./a.js'), `${DESK}.example/a.js`)
  assert.deepEqual(asked, [])
})
