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
