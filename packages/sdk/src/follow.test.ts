import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFollowed } from './follow.ts'
import type { Entry } from './generated/customer-api.ts'
import type { Request } from './request.ts'

const entry = (seq: number): Entry => ({ conversationId: 'c', seq, at: '2026-11-20T06:32:00.000Z', view: { kind: 'queued' } })
const range = (from: number, to: number): Entry[] => Array.from({ length: to - from + 1 }, (_, index) => entry(from + index))
const stream = 'conversation:c'

/** @param newest how far the desk's stream reaches */
function aFollowed({ after = 0, newest, page = 2 }: { after?: number; newest: number; page?: number }) {
  const got: number[] = []
  let resets = 0
  // Answers the two operations that following asks for.
  const request = (async (operation: string, { query }: { query?: { after: number } }) => {
    if (operation.endsWith('/state')) return { ahead: 1 }
    return { entries: range((query?.after ?? 0) + 1, Math.min(newest, (query?.after ?? 0) + page)), lastSeq: newest }
  }) as unknown as Request
  const states: unknown[] = []
  const followed = createFollowed({
    conversationId: 'c',
    request,
    follower: {
      after,
      onEntries: (entries) => void got.push(...entries.map(({ seq }) => seq)),
      onReset: () => void (resets += 1),
      onState: (state) => void states.push(state),
    },
  })
  const settled = async (): Promise<void> => {
    for (let round = 0; round < 20; round += 1) await new Promise(setImmediate)
  }
  return { followed, got, resets: () => resets, states, settled }
}

test('each entry is told once, whatever comes twice', () => {
  const { followed, got } = aFollowed({ newest: 4 })
  followed.hear({ t: 'entries', stream, entries: range(1, 3) })
  followed.hear({ t: 'entries', stream, entries: range(2, 4) })
  assert.deepEqual(got, [1, 2, 3, 4])
  assert.equal(followed.held(), 4)
})

test('a gap is closed by asking, page after page', async () => {
  const { followed, got, settled } = aFollowed({ newest: 9 })
  followed.hear({ t: 'entries', stream, entries: range(1, 2) })
  followed.hear({ t: 'entries', stream, entries: range(9, 9) })
  await settled()
  assert.deepEqual(got, [1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('when the desk says it is further than we are, the rest is fetched', async () => {
  const { followed, got, settled } = aFollowed({ after: 5, newest: 7 })
  followed.hear({ t: 'live', stream, seq: 7 })
  await settled()
  assert.deepEqual(got, [6, 7])
})

test('a reset begins again from the first entry', async () => {
  const { followed, got, resets, settled } = aFollowed({ after: 50, newest: 2 })
  followed.hear({ t: 'reset', stream })
  await settled()
  assert.deepEqual([resets(), got], [1, [1, 2]])
})

test('a round of polling brings entries and state; a cursor from the future begins again', async () => {
  const { followed, got, states } = aFollowed({ newest: 2 })
  await followed.poll(new AbortController().signal)
  assert.deepEqual([got, states], [[1, 2], [{ ahead: 1 }]])

  const future = aFollowed({ after: 50, newest: 2 })
  await future.followed.poll(new AbortController().signal).catch(() => undefined)
  await future.followed.poll(new AbortController().signal)
  assert.deepEqual([future.resets(), future.got], [1, [1, 2]])
})
