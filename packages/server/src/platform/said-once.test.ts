import assert from 'node:assert/strict'
import { test } from 'node:test'
import pino from 'pino'
import { saidOnce } from './said-once.ts'
import { createLog } from './telemetry.ts'

const lost = (): Error => Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' })

test('that a line is lost is said once a minute by each who finds it so, with how often it was; all else goes through', () => {
  const said: { msg: string; repeated?: number }[] = []
  let nowMs = 0
  const log = pino({ hooks: { logMethod: saidOnce(() => nowMs) } }, { write: (line) => void said.push(JSON.parse(line)) })
  const look = (): void => log.warn({ err: lost() }, 'could not look')
  for (let times = 0; times < 100; times += 1) look()
  log.child({ reqId: '1' }).warn({ err: new Error('fetch failed', { cause: lost() }) }, 'could not read')
  assert.deepEqual(
    said.map(({ msg, repeated }) => [msg, repeated]),
    [
      ['could not look', undefined],
      ['could not read', undefined],
    ],
  )
  nowMs = 60_000
  look()
  assert.equal(said.at(-1)?.repeated, 99)
  said.length = 0
  for (let times = 0; times < 2; times += 1) {
    log.warn({ err: new Error('it did not work') }, 'could not look')
    log.error({ err: lost() }, 'could not look')
    log.warn('could not look')
  }
  assert.equal(said.length, 6)
})

test('the server’s own log does so, and cuts no less than before', () => {
  const said: string[] = []
  const log = createLog('info', 'a-node', { write: (line) => void said.push(line) })
  for (let times = 0; times < 3; times += 1) log.warn({ err: lost(), who: { token: 'hidden-word' } }, 'could not look')
  assert.equal(said.length, 1)
  assert.doesNotMatch(said.join(''), /hidden-word/)
})
