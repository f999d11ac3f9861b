import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refused } from '../../platform/refused.ts'
import { openUploadRoom } from './upload-room.ts'

const refusedAs = (code: string) => (error: unknown) => error instanceof Refused && error.code === code

test('one person may not take all places, and all places are not endless', () => {
  const room = openUploadRoom({ all: 3, each: 2 })
  const places = [room.enter('a'), room.enter('a')]
  assert.throws(() => room.enter('a'), refusedAs('request.too_many'))
  places.push(room.enter('b'))
  assert.throws(() => room.enter('c'), refusedAs('server.busy'))

  for (const place of places) place[Symbol.dispose]()
  assert.doesNotThrow(() => [room.enter('a'), room.enter('a')])
})
