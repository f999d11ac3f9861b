/** What is sent in binary arrives as it would have as text. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql, type RawBuilder } from 'kysely'
import { testDatabase } from '../../testing/database.ts'
import { bigints, booleans, byteas, instants, jsonbs, texts, uuids } from './arrays.ts'

const { db } = await testDatabase()

async function arrived<T>(array: RawBuilder<unknown>): Promise<T[]> {
  const { rows } = await sql<{ values: T[] }>`select ${array} as values`.execute(db)
  return rows[0]?.values ?? []
}

/** What PostgreSQL keeps in a text: no zero, no half of a pair. */
const aText = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0') && text.isWellFormed())
const anInstant = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })

const holds = async <T>(one: fc.Arbitrary<T>, back: (values: (T | null)[]) => Promise<unknown[]>, expected: (value: T) => unknown = (value) => value) =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.option(one), { maxLength: 20 }), async (values) => {
      assert.deepEqual(
        await back(values),
        values.map((value) => (value === null ? null : expected(value))),
      )
    }),
    { numRuns: 60 },
  )

test('words, numbers, ids, instants, bytes and JSON arrive as they were, nulls and empty arrays among them', async () => {
  await holds(aText, (values) => arrived(sql`${texts(values)}::text[]`))
  await holds(fc.maxSafeInteger(), (values) => arrived(sql`${bigints(values)}::bigint[]::text[]`), String)
  await holds(fc.uuid(), (values) => arrived(sql`${uuids(values)}::uuid[]`))
  await holds(fc.boolean(), (values) => arrived(sql`${booleans(values)}::boolean[]`))
  await holds(anInstant, (values) => arrived(sql`${instants(values)}::timestamptz[]`))
  await holds(
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
    (values) => arrived(sql`${byteas(values)}::bytea[]`),
  )
  await holds(
    fc.dictionary(aText, fc.oneof(aText, fc.integer(), fc.boolean())),
    (values) => arrived(sql`${jsonbs(values.map((value) => (value === null ? null : JSON.stringify(value))))}::jsonb[]`),
    (value) => ({ ...value }),
  )
})

test('what is no id, or no time, is refused before it is sent; what no text may hold, by the database', async () => {
  for (const wrong of ['', 'zz', randomUUID().slice(1), `${randomUUID()}0`]) assert.throws(() => uuids([wrong]), /no UUID/)
  assert.throws(() => instants(['yesterday']), /no instant/)
  await assert.rejects(arrived(sql`${texts(['a\0b'])}::text[]`), { code: '22021' })
  await assert.rejects(arrived(sql`${bigints([1])}::text[]`), { code: '42804' })
})
