import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readArguments, SCENES } from './arguments.ts'

test('without a name all scenes are measured, three rounds each', () => {
  const { scenes, rounds, json } = readArguments([])
  assert.deepEqual([scenes, rounds, json], [SCENES, 3, false])
})

test('an unknown name, a number that is none, and a harness for anything but messages are refused in words', () => {
  assert.throws(() => readArguments(['speed']), /no bench speed/)
  assert.throws(() => readArguments(['--rounds', '0']), /--rounds/)
  assert.throws(() => readArguments(['http', '--with', 'folder']), /--with/)
  assert.throws(() => readArguments(['messages', '--with', 'folder', '--postgres', 'postgres://127.0.0.1/']), /--postgres/)
})

test('growth goes by tens from ten thousand; a size it would not reach, or that nothing would heed, is refused', () => {
  assert.deepEqual(
    [readArguments(['growth']).upTo, readArguments(['growth', '--up-to', '1000000']).upTo, readArguments(['--up-to=10000']).upTo],
    [1e5, 1e6, 1e4],
  )
  for (const size of ['5000', '50000', '1e6', '1000', ''])
    assert.throws(() => readArguments(['growth', `--up-to=${size}`]), /--up-to must be a power of ten from 10000/)
  assert.throws(() => readArguments(['jobs', '--up-to', '1000000']), /--up-to goes with growth alone/)
})

test('a folder is meant from where the command was typed', (t) => {
  const before = process.env['INIT_CWD']
  t.after(() => (before === undefined ? delete process.env['INIT_CWD'] : (process.env['INIT_CWD'] = before)))
  process.env['INIT_CWD'] = '/srv/there'
  assert.equal(readArguments(['ui', '--profile', 'traces']).profileFolder, '/srv/there/traces')
})
