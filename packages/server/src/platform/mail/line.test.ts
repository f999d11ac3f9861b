import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedClock } from '../../testing/fixed-clock.ts'
import { startRudeServer } from '../../testing/rude-server.ts'
import { smtpServerOf } from '../config/mail.ts'
import { openMailLine } from './line.ts'
import { SmtpStopped } from './smtp.ts'

const clock = fixedClock()
const aLine = (url = 'smtp://127.0.0.1:9') => openMailLine(smtpServerOf(url), { now: () => clock.now() })
const tries = (line: ReturnType<typeof aLine>): boolean[] => [line.mayTry(), line.mayTry(), line.mayTry()]

test('while the mail server is away one finds out, every 20 seconds, for all; then all may', () => {
  const line = aLine()
  assert.deepEqual(tries(line), [true, true, true])
  line.heard('mail_server_away')
  assert.deepEqual(tries(line), [false, false, false])
  clock.advance(20_000)
  assert.deepEqual(tries(line), [true, false, false])
  line.heard('mail_server_away')
  clock.advance(20_000)
  assert.deepEqual(tries(line), [true, false, false])
  line.heard('mail_put_off')
  assert.deepEqual(tries(line), [true, true, true])
})

test('one who was to find out and never said does not keep all the others waiting', () => {
  const line = aLine()
  line.heard('mail_server_away')
  clock.advance(20_000)
  assert.deepEqual(tries(line), [true, false, false])
  clock.advance(20_000)
  assert.deepEqual(tries(line), [true, false, false])
})

test('what a person asks for is tried at once; the others go on waiting', () => {
  const line = aLine()
  line.heard('mail_server_away')
  assert.deepEqual([line.mayTry({ askedFor: true }), ...tries(line)], [true, false, false, false])
  line.stop()
})

test('a clock that is set back keeps nobody waiting', () => {
  const line = aLine()
  line.heard('mail_server_away')
  clock.advance(-3600_000)
  assert.equal(line.mayTry(), true)
})

test('stopped, what hangs is let go of, and nothing new begins', async () => {
  const silent = await startRudeServer(null)
  const line = aLine(silent.url)
  const hanging = line.talk(120_000, async () => undefined)
  const began = performance.now()
  line.stop()
  await assert.rejects(hanging, SmtpStopped)
  assert.ok(performance.now() - began < 5000)
  assert.deepEqual([line.isStopped(), line.mayTry()], [true, false])
  await assert.rejects(
    line.talk(120_000, async () => undefined),
    SmtpStopped,
  )
  await silent.stop()
})
