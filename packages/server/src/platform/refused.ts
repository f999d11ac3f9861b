import { REFUSALS, type RefusalCode } from '@yingda/protocol/refusals.ts'

/** An expected "no": listed, translated, asserted on. Anything else that is thrown is a bug. */
export class Refused extends Error {
  readonly code: RefusalCode
  readonly data: Readonly<Record<string, unknown>>

  constructor(code: RefusalCode, data: Readonly<Record<string, unknown>> = {}) {
    super(code)
    this.name = 'Refused'
    this.code = code
    this.data = data
  }

  get status(): number {
    return REFUSALS[this.code]
  }
}

const NOT_NOW: ReadonlySet<RefusalCode> = new Set(['server.busy', 'server.overloaded'])

/** Nothing is wrong with what was asked: the same may be asked again in a while. */
export const isNotNow = (error: unknown): boolean => error instanceof Refused && NOT_NOW.has(error.code)
