import type { FastifyRequest } from 'fastify'
import { isDatabaseAway } from '../../platform/db/connection-lost.ts'
import { networkOf } from '../../platform/http/address.ts'
import { countUse, type Limit } from '../../platform/rate-limit.ts'
import type { Knowledge } from './open-knowledge.ts'

/** What counting needs to know of readers, whom the articles' doors do not ask for. */
export type Readers = {
  /** The customer by the wallet's signed word, if it comes along and holds. */
  knownAs(request: FastifyRequest): Promise<string | null>
  /** Everybody else who shares a network address may together read so many times as much as one. */
  addressFactor: number
}

/** A person reading and searching as he types stays far below it. */
const READING: Limit = { name: 'articles', most: 240, windowSeconds: 60 }

/** Articles are read also while the database is away, and nobody is counted then. @throws Refused `request.too_many` */
export async function countReading({ runner }: Pick<Knowledge, 'runner'>, { knownAs, addressFactor }: Readers, request: FastifyRequest): Promise<void> {
  const reader = await knownAs(request)
  try {
    await runner.query({ kind: 'system' }, ({ db }) =>
      reader === null
        ? countUse(db, { ...READING, name: 'articles@', most: READING.most * addressFactor }, networkOf(request.ip))
        : countUse(db, READING, reader),
    )
  } catch (error) {
    if (!isDatabaseAway(error)) throw error
  }
}
