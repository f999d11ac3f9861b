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
