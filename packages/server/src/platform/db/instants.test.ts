import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import pg from 'pg'

const readAny: (text: string) => Date = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ)
const { readInstant } = await import('./instants.ts')
const { testDatabase } = await import('../../testing/database.ts')
const { db, pool } = await testDatabase()

const two = (value: number): string => String(value).padStart(2, '0')

test('every instant is read as the driver reads it, down to the millisecond', () => {
  const part = (max: number, min = 0) => fc.integer({ min, max })
  const fraction = fc.option(fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 6 }), { nil: undefined })
  const zone = fc.constantFrom('+00', '+00', '+08', '-03:30', '+05:45', '+00 BC')
  const day = fc.tuple(part(9999, 1), part(12, 1), part(28, 1))
  fc.assert(
    fc.property(day, part(23), part(59), part(59), fraction, zone, ([year, month, date], hours, minutes, seconds, below, offset) => {
      const dated = `${String(year).padStart(4, '0')}-${two(month)}-${two(date)} ${two(hours)}:${two(minutes)}:${two(seconds)}`
      const text = `${dated}${below === undefined ? '' : `.${below}`}${offset}`
      assert.equal(readInstant(text).getTime(), readAny(text).getTime(), text)
    }),
    { numRuns: 2000 },
  )
})

test('what is no instant of a day is read as the driver reads it', () => {
  for (const text of ['infinity', '-infinity', '12026-11-22 10:00:00+00', '0001-01-01 00:00:00+00 BC']) assert.deepEqual(readInstant(text), readAny(text))
})

test('a session of any clock reads the same instants', async () => {
  const instant = '2026-11-22T15:42:02.123Z'
  const asked = sql<{ at: Date; none: Date | null }>`select ${instant}::timestamptz as at, null::timestamptz as none`
  assert.deepEqual((await asked.execute(db)).rows, [{ at: new Date(instant), none: null }])
  const client = await pool.connect()
  for (const zone of ['UTC', 'Asia/Shanghai', 'Asia/Kathmandu', 'America/St_Johns']) {
    await client.query(`set time zone '${zone}'`)
    const { rows } = await client.query<{ at: Date }>('select $1::timestamptz as at', [instant])
    assert.equal(rows[0]?.at.toISOString(), instant, zone)
  }
  await client.query('reset time zone')
  client.release()
})
