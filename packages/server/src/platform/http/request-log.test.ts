import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pino } from 'pino'
import { Refused } from '../refused.ts'
import { buildHttp } from './app.ts'

const refuse = (): Promise<never> => Promise.reject(new Refused('auth.expired'))

function anApp() {
  const lines: { reqId?: string; msg?: string; level: number; who?: string }[] = []
  const log = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  let children = 0
  log.onChild = () => (children += 1)
  const { app } = buildHttp({ log, trustProxy: false, ports: { staffSession: refuse, customerActor: refuse } })
  const open = { config: { permission: 'public' as const } }
  app.get('/quiet', open, async () => ({}))
  app.get('/says', open, async (request) => {
    request.log.info('once')
    request.log.child({ who: 'its child' }).warn('twice')
    return {}
  })
  app.get('/breaks', open, () => Promise.reject(new Error('a bug')))
  return { app, lines, children: () => children }
}

test('what is said in a request carries the request’s id, its own and nobody else’s', async () => {
  const { app, lines } = anApp()
  for (const url of ['/says', '/says', '/breaks']) await app.inject(url)
  assert.deepEqual(
    lines.map(({ msg }) => msg),
    ['once', 'twice', 'once', 'twice', 'unexpected error'],
  )
  const ids = lines.map(({ reqId }) => reqId)
  assert.equal(new Set(ids).size, 3)
  assert.deepEqual([ids[0], ids[2]], [ids[1], ids[3]])
  assert.equal(lines[1]?.who, 'its child')
  const elsewhere = anApp()
  await elsewhere.app.inject('/says')
  assert.ok(!ids.includes(elsewhere.lines[0]?.reqId), 'another process counts in names of its own')
})

test('a request in which nothing is said makes no log of its own', async () => {
  const { app, children } = anApp()
  await app.ready()
  const before = children()
  for (const url of ['/quiet', '/quiet', '/nowhere']) await app.inject(url)
  assert.equal(children(), before)
  await app.inject('/says')
  assert.equal(children(), before + 2, 'its own, and the one that it asked for')
})
