import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWire, Refusal, Unreachable } from './wire.ts'

/** It says what it will say, and then nothing more, until it is given up. */
const stopsInItsMiddle =
  (status: number): typeof globalThis.fetch =>
  async (_, { signal } = {}) =>
    new Response(
      new ReadableStream({
        start(body) {
          body.enqueue(new TextEncoder().encode('{"a'))
          signal?.addEventListener('abort', () => body.error(signal.reason))
        },
      }),
      { status },
    )

for (const [status, kind] of [
  [200, Unreachable],
  [503, Refusal],
] as const)
  test(`an answer that stops in its middle is given up, and nothing waits for it for ever (${status})`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] })
    const wire = createWire({ base: '', language: () => 'en', fetch: stopsInItsMiddle(status) })
    const asked = wire({ method: 'GET', path: '/home', token: null })
    asked.catch(() => undefined)
    await new Promise((resolve) => setImmediate(resolve))
    t.mock.timers.tick(60_000)
    await assert.rejects(Promise.race([asked, new Promise((resolve) => setImmediate(() => setImmediate(resolve)))]), kind)
  })

test('an answer that takes its time is waited for beyond the time within which it has to begin', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  let end = () => {}
  const slow: typeof globalThis.fetch = async (_, { signal } = {}) =>
    new Response(
      new ReadableStream({
        start(body) {
          end = () => {
            body.enqueue(new TextEncoder().encode('{"name":"Chen"}'))
            body.close()
          }
          signal?.addEventListener('abort', () => body.error(signal.reason))
        },
      }),
    )
  const asked = createWire({ base: '', language: () => 'en', fetch: slow })({ method: 'GET', path: '/home', token: null })
  await new Promise((resolve) => setImmediate(resolve))
  t.mock.timers.tick(30_000)
  end()
  assert.deepEqual(await asked, { name: 'Chen' })
})
