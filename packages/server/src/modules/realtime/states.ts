/** Typing, cursors, who is there: pushed when it changes, and looked at every second, since typing lapses by itself. */
import { ConversationId } from '@yingda/protocol/ids.ts'
import type { ConversationState } from '@yingda/protocol/realtime.ts'
import type { Logger } from 'pino'
import type { Bus } from '../../platform/bus.ts'
import type { Runner } from '../../platform/command.ts'
import { repeatEvery } from '../../platform/repeat.ts'
import { changedParticipants } from '../conversation/api.ts'
import { statesWithWaits } from '../routing/api.ts'
import type { Party, Subscription } from './connection.ts'
import type { Subscriptions } from './subscriptions.ts'

const LOOK_EVERY_MS = 1000
/** Entries that come within so short a time are one reason to look. */
const SOON_MS = 250

export type States = { stop(): Promise<void>; touch(conversationId: string): void }

export function startStates({ runner, bus, log, subscriptions }: { runner: Runner; bus: Bus; log: Logger; subscriptions: Subscriptions }): States {
  const dirty = new Set<string>()
  const sent = new WeakMap<Subscription, string>()
  /** Conversations whose last pushed state will change by time alone: somebody typing, a place in line. */
  const restless = new Set<string>()
  /** What had changed at the last look, and when: the same change is no news. */
  let known: ReadonlyMap<string, string> = new Map()
  const soon = new Set<string>()
  let soonTimer: NodeJS.Timeout | null = null
  let pumping: Promise<void> | null = null
  let stopped = false

  const isShown = (conversationId: string): boolean => subscriptions.live(conversationId).some((one) => one.kind === 'conversation')

  const touch = (conversationId: string): void => {
    if (!isShown(conversationId)) return
    dirty.add(conversationId)
    pumping ??= pump().finally(() => (pumping = null))
  }

  const touchSoon = (conversationId: string): void => {
    if (!isShown(conversationId)) return
    soon.add(conversationId)
    soonTimer ??= setTimeout(() => {
      soonTimer = null
      const ids = [...soon]
      soon.clear()
      for (const id of ids) touch(id)
    }, SOON_MS)
  }

  const pump = async (): Promise<void> => {
    await Promise.resolve()
    while (dirty.size > 0 && !stopped) {
      const ids = [...dirty].map((id) => ConversationId.parse(id))
      dirty.clear()
      try {
        await push(ids)
      } catch (error) {
        log.warn({ err: error }, 'states could not be read')
        known = new Map()
        return
      }
    }
  }

  /** Asked once for each side that looks, however many look. */
  const push = async (ids: readonly ConversationId[]): Promise<void> => {
    const [forCustomers, forStaff] = await Promise.all([read(ids, 'customer'), read(ids, 'staff')])
    for (const id of ids) {
      restless.delete(id)
      for (const subscription of subscriptions.live(id)) {
        const { party } = subscription.connection
        if (party === null) continue
        const stated = (party.kind === 'customer' ? forCustomers : forStaff).get(id)
        if (stated === undefined) continue
        const state = party.kind === 'customer' ? stated : withoutColleague(stated, party.actor.staffId)
        if (mayLapse(state, party.kind)) restless.add(id)
        const text = JSON.stringify({ t: 'state', conversationId: id, state })
        if (sent.get(subscription) === text) continue
        sent.set(subscription, text)
        subscription.connection.sendText(text)
      }
    }
  }

  const read = async (ids: readonly ConversationId[], kind: Party['kind']): Promise<ReadonlyMap<string, ConversationState>> => {
    const looksAt = ({ connection, live }: Subscription): boolean => live && connection.party?.kind === kind
    const shown = ids.filter((id) => subscriptions.some(id, looksAt))
    return shown.length === 0 ? new Map() : runner.query({ kind: 'system' }, (ctx) => statesWithWaits(ctx, shown, { kind }))
  }

  const look = async (): Promise<void> => {
    for (const id of restless) touch(id)
    if (subscriptions.byStream.size === 0) return
    const before = known
    const changed = await runner.query({ kind: 'system' }, changedParticipants)
    known = changed
    for (const [id, at] of changed) if (before.get(id) !== at) touch(id)
  }

  /** Words and nothing else: they change no place in line, no mark and no promise. */
  const onlySaid = new Set<string>()
  const unsubscribe = [
    bus.onShown((written) => {
      for (const [id, own] of Map.groupBy(written, ({ streamId }) => streamId)) if (own.every(({ type }) => type === 'message.posted')) onlySaid.add(id)
    }),
    bus.subscribe((hint) => {
      if (hint.kind === 'state') touch(hint.conversationId)
      // A place in line moves with every entry of the queue, not only with one's own: who waits is looked at every second besides.
      if (hint.kind !== 'streams') return
      for (const id of hint.ids) if (!onlySaid.has(id)) touchSoon(id)
      onlySaid.clear()
    }),
  ]
  const stopLooking = repeatEvery(LOOK_EVERY_MS, look, (error) => log.warn({ err: error }, 'could not look for states'))
  return {
    touch,
    async stop() {
      stopped = true
      for (const stopListening of unsubscribe) stopListening()
      if (soonTimer !== null) clearTimeout(soonTimer)
      await stopLooking()
      await pumping
    },
  }
}

/** Whether what one side is told changes by time alone. That a customer himself is there is no news to him. */
function mayLapse({ agents, customer, colleagues, ahead, closed }: ConversationState, told: Party['kind']): boolean {
  const othersAreThere = told === 'customer' ? agents.online : customer.online || colleagues.length > 0
  return othersAreThere || agents.typing || customer.typing || ahead !== null || closed !== null
}

const withoutColleague = (state: ConversationState, staffId: string): ConversationState => ({
  ...state,
  colleagues: state.colleagues.filter(({ id }) => id !== staffId),
})
