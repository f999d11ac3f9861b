/** The entries of the one stream of promises: who changed which, from what to what. Additive only; none of them is for a customer. */
import * as z from 'zod'
import { PromisePriority, PromiseTerms } from '../http/promise.ts'
import { PromiseKind } from './conversation.ts'
import { entry } from './entry.ts'

export const PromiseStreamEntry = z.discriminatedUnion('type', [
  entry('promise.changed', { promise: PromiseKind, priority: PromisePriority, before: PromiseTerms, after: PromiseTerms }),
])
export type PromiseStreamEntry = z.infer<typeof PromiseStreamEntry>
