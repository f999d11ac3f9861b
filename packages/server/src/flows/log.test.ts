/** The lines of several servers are read in one place. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../testing/database.ts'
import { until } from '../testing/settle.ts'
import { aDesk, type Desk } from './desk.ts'

const database = await testDatabase()

test('every line of a server’s log names it, those within a request too, by the id that stands in the table of nodes', async () => {
  const named: Record<'one' | 'other', Set<unknown>> = { one: new Set(), other: new Set() }
  const requests: unknown[] = []
  const aServer = async (which: keyof typeof named): Promise<Desk> => {
    const note = (line: string): void => {
      const { node, reqId } = JSON.parse(line) as { node?: string; reqId?: string } // a line of pino's
      named[which].add(node)
      if (reqId !== undefined) requests.push(node)
    }
    const desk = await aDesk(database, { env: { LOG_LEVEL: 'debug' }, logTo: { write: note } })
    desk.app.http.get('/broken', { config: { permission: 'public' } }, () => Promise.reject(new Error('it is broken')))
    await desk.start()
    return desk
  }
  for (const desk of [await aServer('one'), await aServer('other')]) await desk.app.http.inject({ url: '/broken' })

  await until('both to have failed once', () => requests.length === 2)
  const { rows } = await sql<{ id: string }>`select id from node`.execute(database.db)
  assert.deepEqual([...named.one, ...named.other].toSorted(), rows.map(({ id }) => id).toSorted())
  assert.equal(new Set(requests).size, 2)
})
