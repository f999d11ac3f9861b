import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query'
import type { ConversationList } from '@yingda/protocol/http/staff.ts'
import { getConversations } from '../../features/conversation/conversation-api.ts'
import { aRow } from '../../testing/rows.ts'
import { keys } from '../query-keys.ts'
import { rereadLists } from './list-sync.ts'

const NOTHING: ReadonlySet<string> = new Set()
const realFetch = globalThis.fetch
afterEach(() => {
  globalThis.fetch = realFetch
})

/** A server with three rows in pages of two; each answer waits until it is let go. */
function setUp() {
  const asked: { url: URL; answer: (list: ConversationList) => void }[] = []
  globalThis.fetch = (input) =>
    new Promise((resolve) => {
      const url = new URL(String(input), 'http://desk')
      asked.push({ url, answer: (list) => resolve(new Response(JSON.stringify(list), { headers: { 'content-type': 'application/json' } })) })
    })
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 30_000 } } })
  const observer = new InfiniteQueryObserver(client, {
    queryKey: keys.list({ view: 'all' }),
    queryFn: ({ pageParam }) => getConversations({ view: 'all', cursor: pageParam ?? undefined, limit: 2 }),
    initialPageParam: null as string | null,
    getNextPageParam: (last: ConversationList) => last.nextCursor,
  })
  const stop = observer.subscribe(() => {})
  const next = async (part: string) => {
    for (let turns = 0; turns < 1000; turns += 1) {
      const at = asked.findIndex(({ url }) => url.pathname.endsWith('/conversations') && url.search.includes(part))
      const [found] = at < 0 ? [] : asked.splice(at, 1)
      if (found) return found
      await new Promise((resolve) => setImmediate(resolve))
    }
    return assert.fail(`nobody asked for ${part}`)
  }
  const ids = () => observer.getCurrentResult().data?.pages.flatMap((page) => page.rows.map((row) => row.id)) ?? []
  return { client, observer, next, ids, stop: () => (stop(), client.clear()) }
}

test('a row that moves to the front while the next page is under way is neither lost nor shown where it was', async () => {
  const [a, b, c] = [aRow('1'), aRow('2'), aRow('3')]
  const { client, observer, next, ids, stop } = setUp()
  ;(await next('view=all')).answer({ rows: [a, b], nextCursor: 'second' })
  while (ids().length < 2) await new Promise((resolve) => setImmediate(resolve))

  const rereading = rereadLists(client, [c.id], NOTHING)
  const changed = await next('ids=')
  const paging = observer.fetchNextPage()
  const second = await next('cursor=second')
  changed.answer({ rows: [c], nextCursor: null })
  // The list is read anew from its front, where the moved row now stands.
  ;(await next('view=all')).answer({ rows: [c, a], nextCursor: 'later' })
  second.answer({ rows: [], nextCursor: null })
  await Promise.allSettled([rereading, paging])
  assert.deepEqual(ids(), [c.id, a.id])
  assert.equal(observer.getCurrentResult().hasNextPage, true)
  stop()
})

for (const what of [[aRow('3').id], 'everything'] as const) {
  test(`a change during the first read is seen, though that read was answered before it (${what === 'everything' ? what : 'one row'})`, async () => {
    const [a, b, c] = [aRow('1'), aRow('2'), aRow('3')]
    const { client, next, ids, stop } = setUp()
    const first = await next('view=all')
    const rereading = rereadLists(client, what, NOTHING)
    first.answer({ rows: [a, b], nextCursor: null })
    ;(await next('view=all')).answer({ rows: [c, a, b], nextCursor: null })
    await rereading
    assert.deepEqual(ids(), [c.id, a.id, b.id])
    stop()
  })
}

for (const [where, row, pages] of [
  ['at its top', 1, 4],
  ['far down', 13, 7],
] as const) {
  test(`when nothing can be trusted, of a list of ten pages those are read again that hold what is in sight (${where})`, async () => {
    const { client, observer, next, ids, stop } = setUp()
    const page = (number: number): ConversationList => ({
      rows: [aRow(`${2 * number}`), aRow(`${2 * number + 1}`)],
      nextCursor: number < 9 ? `page-${number + 1}` : null,
    })
    ;(await next('view=all')).answer(page(0))
    for (let number = 1; number < 10; number += 1) {
      while (ids().length < 2 * number) await new Promise((resolve) => setImmediate(resolve))
      const more = observer.fetchNextPage()
      ;(await next(`cursor=page-${number}`)).answer(page(number))
      await more
    }
    assert.equal(ids().length, 20)
    const rereading = rereadLists(client, 'everything', new Set([String(row)]))
    for (let number = 0; number < pages; number += 1) (await next(number === 0 ? 'view=all' : `cursor=page-${number}`)).answer(page(number))
    await rereading
    assert.equal(ids().length, 2 * pages)
    assert.equal(observer.getCurrentResult().hasNextPage, true)
    stop()
  })
}
