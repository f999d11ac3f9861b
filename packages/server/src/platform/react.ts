/**
 * Reactions answer entries. Each group has its own cursor on every stream; due streams are claimed by a short update,
 * so that any number of nodes share the work, and a node that dies in the middle loses its claim after a lease.
 * A handler may run twice for the same entries and must bear it.
 */
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Actor as EntryActor } from '@yingda/protocol/entries/actor.ts'
import { anErrand, onErrand } from './admission/work.ts'
import type { Bus } from './bus.ts'
import { isConnectionLost } from './db/connection-lost.ts'
import type { Db } from './db/db.ts'
import { isNotNow } from './refused.ts'
import { claim, dueGroups, entriesOf, markHandled, putOff, type Due, type RecordedEntry } from './react-due.ts'
import { repeatEvery } from './repeat.ts'

export type { RecordedEntry }

export type Reaction = {
  group: string
  on: readonly string[]
  /** Whose entries make a stream due; everybody's if it is not said. */
  of?: readonly EntryActor['kind'][]
  /** Entries of one stream in order, only of the types in `on`; with `together`, of all streams that are due now. */
  handle(entries: readonly RecordedEntry[]): Promise<void>
  together?: true
  /** Its streams become due for this group, which calls on it; for its own only where it failed (`react-sharing.ts`). */
  shares?: string
  /** It has nothing to do in a stream that somebody attends to. */
  unattended?: true
  /** From the beginning of one look to the next, however much is hinted: what comes meanwhile is taken together. */
  paceMs?: number
}

const CLAIM_LIMIT = 256
const LOOK_EVERY_MS = 250
const PACE_MS = 20
/** After which what is handled, but held by somebody, is tried to be marked again. */
const MARK_AGAIN_MS = 10
/** How many streams of a group are in hand at once; where they are handled together it is one portion. */
const IN_HAND = 16

/** What of an entry decides who reacts to it, beside its type. */
export type Around = { of: EntryActor['kind']; attended: boolean }

/** The groups that react to an entry. */
export function groupsByType(reactions: readonly Reaction[]): (entryType: string, around: Around) => readonly string[] {
  const groups = new Map<string, Reaction[]>()
  for (const reaction of reactions.filter(({ shares }) => shares === undefined))
    for (const type of reaction.on) groups.set(type, [...(groups.get(type) ?? []), reaction])
  return (entryType, { of, attended }) =>
    (groups.get(entryType) ?? []).filter((one) => one.of?.includes(of) !== false && !(attended && one.unattended === true)).map((one) => one.group)
}

type Deps = { db: Db; bus: Bus; log: Logger }

/** Work off due streams until stopped. Each group works for itself: a slow one holds up no other. `stop` waits for what is in hand. */
export function startReactions({ reactions, ...deps }: Deps & { reactions: readonly Reaction[] }): { stop(): Promise<void> } {
  const working = reactions.map((reaction) => startGroup(deps, reaction))
  // Whatever no hint tells of: one question for all groups, however many there are.
  const look = async (): Promise<void> => {
    const due = await dueGroups(
      deps.db,
      working.map(({ name }) => name),
    )
    for (const group of working) if (due.has(group.name)) group.wake()
  }
  const stopLooking = repeatEvery(LOOK_EVERY_MS, look, (error) => deps.log.warn({ err: error }, 'could not look for what is due'))
  return {
    async stop() {
      await stopLooking()
      await Promise.all(working.map((group) => group.stop()))
    },
  }
}

type Group = {
  name: string
  /** It rests no longer: something may be due. */
  wake(): void
  stop(): Promise<void>
}

function startGroup(deps: Deps, reaction: Reaction): Group {
  const { db, bus, log } = deps
  const { group, together, paceMs = PACE_MS } = reaction
  const inHand = new Set<Promise<unknown>>()
  const marking = startMarking(deps, group)
  let stopped = false
  let hinted = false
  let wake = (): void => {}
  const unsubscribe = bus.subscribe((hint) => {
    if (hint.kind !== 'reactions' || !hint.groups.includes(group)) return
    hinted = true
    wake()
  })

  const rest = (): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>()
    wake = resolve
    if (hinted) setImmediate(resolve)
    return promise
  }

  // Somebody's conversation runs: in line it stands with the customer's words, behind what staff say.
  const handle = (due: readonly Due[]): Promise<{ isMore: boolean }> =>
    onErrand(anErrand('running'), () => handlePortion({ ...deps, reaction, done: marking.add }, due))
  const take = (due: readonly Due[]): void => {
    const work = handle(due).finally(() => inHand.delete(work))
    inHand.add(work)
  }
  /** @returns whether they are to be looked at again at once: more has piled up than was done in one go */
  const takeTogether = async (due: readonly Due[]): Promise<boolean> => {
    if (due.length === 0 || !(await handle(due)).isMore) return false
    // Until they are marked they are claimed; who holds one of them holds up no other.
    await Promise.race([marking.finish(), pause(paceMs)])
    return true
  }
  const roomFor = async (): Promise<void> => {
    while (inHand.size >= IN_HAND) await Promise.race(inHand)
  }

  const work = async (): Promise<void> => {
    while (!stopped) {
      await roomFor()
      hinted = false
      const fromMs = performance.now()
      const limit = together === true ? CLAIM_LIMIT : IN_HAND - inHand.size
      const found = await claim(db, group, limit).catch((error: unknown) => {
        log.warn({ err: error, group }, 'due streams could not be claimed')
        return []
      })
      if (together !== true) for (const due of found) take([due])
      else if (await takeTogether(found)) continue
      if (found.length < limit && !stopped) await rest()
      const earlyMs = paceMs - (performance.now() - fromMs)
      if (found.length > 0 && earlyMs > 0 && !stopped) await pause(earlyMs)
    }
    await Promise.all(inHand)
    await marking.finish()
  }
  const working = work()

  return {
    name: group,
    wake: () => wake(),
    async stop() {
      stopped = true
      unsubscribe()
      wake()
      await working
    },
  }
}

type Marking = { add(due: readonly Due[]): void; finish(): Promise<void> }

/**
 * Marks what is handled, many at once. Commands write the same rows, a few streams at a time and in any order: what one
 * of them holds is left for the next go, so nothing is waited for with a row or a connection in hand. A mark that is
 * lost costs that the stream is handled once more.
 */
function startMarking({ db, log }: Deps, group: string): Marking {
  let handled: Due[] = []
  let marking: Promise<void> | null = null
  const mark = async (): Promise<void> => {
    while (handled.length > 0) {
      const some = handled
      handled = []
      const held = await markHandled(db, group, some).catch((error: unknown) => {
        log.warn({ err: error, group }, 'handled streams could not be marked; their claims lapse')
        return []
      })
      handled.push(...held)
      if (held.length > 0) await pause(MARK_AGAIN_MS)
    }
  }
  const go = (): void => {
    marking ??= mark().finally(() => {
      marking = null
      if (handled.length > 0) go() // came while the last round was ending
    })
  }
  return {
    add(due) {
      handled.push(...due)
      go()
    },
    async finish() {
      while (marking !== null) await marking
    },
  }
}

type Handling = { reaction: Reaction; done: Marking['add'] }

/** @returns whether something was left of what is due, so that each portion is short */
async function handlePortion(deps: Deps & Handling, due: readonly Due[]): Promise<{ isMore: boolean }> {
  const { db, log, reaction, done } = deps
  try {
    const portion = await entriesOf(db, due, reaction.on)
    if (portion.entries.length > 0) await reaction.handle(portion.entries)
    done(portion.done)
    return portion
  } catch (error) {
    // One stream that fails must not put off all it was taken with: each by itself shows which it is.
    const isNobodysFault = isConnectionLost(error) || isNotNow(error)
    if (due.length > 1 && !isNobodysFault) {
      for (const one of due) await handlePortion(deps, [one])
      return { isMore: false }
    }
    log.error({ err: error, group: reaction.group, streams: due.map((one) => one.stream_id).slice(0, 5) }, 'a reaction failed and will be tried again')
    await putOff(db, reaction.group, due, error).catch((second: unknown) =>
      log.error({ err: second }, 'a failed reaction could not be put off; its claim lapses'),
    )
    return { isMore: false }
  }
}
