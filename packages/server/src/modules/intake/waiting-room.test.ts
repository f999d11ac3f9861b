import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refused } from '../../platform/refused.ts'
import { openWaitingRoom } from './waiting-room.ts'

const refusedAs = (code: string) => (error: unknown) => error instanceof Refused && error.code === code

test('the visitors of one network wait in so many places; customers whom the wallet knows take none of them', () => {
  const room = openWaitingRoom({ network: 3, each: 2 })
  const [first] = [1, 2, 3].map((index) => room.enter({ who: `visitor ${index}`, where: '203.0.113.9' }))
  assert.throws(() => room.enter({ who: 'visitor 4', where: '203.0.113.9' }), refusedAs('request.too_many'))
  for (let index = 0; index < 300; index += 1) room.enter({ who: `customer ${index}`, where: null })
  room.enter({ who: 'visitor 4', where: '198.51.100.1' })
  first?.[Symbol.dispose]()
  room.enter({ who: 'visitor 4', where: '203.0.113.9' })
})

test('one customer waits in so many windows, the process for so many customers', () => {
  const room = openWaitingRoom({ all: 3, network: 100, each: 2 })
  for (let window = 0; window < 2; window += 1) room.enter({ who: 'a', where: null })
  assert.throws(() => room.enter({ who: 'a', where: null }), refusedAs('request.too_many'))
  room.enter({ who: 'b', where: null })
  assert.throws(() => room.enter({ who: 'c', where: null }), refusedAs('server.busy'))
})
