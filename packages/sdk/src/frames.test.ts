import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as protocol from '@yingda/protocol/realtime.ts'
import type { CustomerEntry } from '@yingda/protocol/entries/views.ts'
import { CLOSE, type ClientFrame, type ServerFrame } from './frames.ts'
import type { Entry } from './generated/customer-api.ts'

/** Fails the type check when one cannot be handed where the other is expected. */
type Fits<Given extends Expected, Expected> = Given

/** The frames that a follower looks at; entries as the customer's gateway sends them. */
type Heard = ServerFrame['t']
type Told = Exclude<Extract<protocol.ServerFrame, { t: Heard }>, { t: 'entries' }> | { t: 'entries'; stream: string; entries: readonly CustomerEntry[] }

export type Proofs = [Fits<Told, ServerFrame>, Fits<ClientFrame, protocol.ClientFrame>, Fits<CustomerEntry, Entry>]

test('the close codes are the desk’s', () => {
  assert.deepEqual(CLOSE, protocol.CLOSE)
})
