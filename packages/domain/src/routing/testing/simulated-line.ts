/** A line as it goes on in a day, event by event: who comes, who is served, who leaves, and what each is told meanwhile. */
import { HEAD_START_MS } from '../line.ts'
import { durationsOf } from '../durations.ts'
import { estimateWaits, type WaitEstimate } from '../estimate.ts'
import { leavesAfter } from '../leaving.ts'
import type { Desks, Worker } from '../play-forward.ts'
import { PRIORITIES, type Priority } from '../../conversation/owed.ts'

export type Day = {
  seed: number
  hours: number
  /** Who comes in an hour, at this hour of the day. */
  perHour: (hour: number) => number
  /** Places at this hour of the day. */
  places: (hour: number) => number
  /** A place is taken for so long on average; and how uneven that is. */
  handleSeconds: number
  unevenness: number
  patienceSeconds: number
}
export type Scored = { hour: number; estimate: WaitEstimate; waitedSeconds: number }

type Customer = {
  id: number
  at: number
  priority: Priority
  lineAt: number
  leavesAt: number
  told: { at: number; estimate: WaitEstimate }[]
  lastSaid: string
  lookedAt: number
}
const TICK = 2
const [LOOK_EVERY, CHANGED_AFTER, AGAIN_AFTER, CAME, DONE] = [10, 10, 60, 300, 300]

type Taken = { key: number; since: number; until: number }

/** Numbers between 0 and 1 that are the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** What everybody who was served had been told, and how long it then took. */
export function simulate(day: Day): Scored[] {
  const random = randomOf(day.seed)
  const waiting: Customer[] = []
  let taken: Taken[] = []
  const done: number[] = []
  const came: { at: number; priority: Priority }[] = []
  let [left, waitedSeconds] = [0, 0]
  const scored: Scored[] = []
  const exponential = (mean: number): number => -Math.log(1 - random()) * mean
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const handling = (): number => day.handleSeconds * Math.exp(day.unevenness * normal() - day.unevenness ** 2 / 2)
  const hourOf = (now: number): number => now / 3600
  let id = 0

  for (let now = 0; now < day.hours * 3600; now += TICK) {
    for (let chance = (day.perHour(hourOf(now)) / 3600) * TICK; chance > 0; chance -= 1) if (random() < chance) waiting.push(arrive(now))
    for (const one of waiting.filter((customer) => customer.leavesAt <= now)) {
      waiting.splice(waiting.indexOf(one), 1)
      left += 1
      waitedSeconds += now - one.at
    }
    done.push(...taken.filter(({ until }) => until <= now).map(({ since, until }) => until - since))
    taken = taken.filter(({ until }) => until > now)
    waiting.sort((a, b) => a.lineAt - b.lineAt || a.id - b.id)
    const places = day.places(hourOf(now))
    while (taken.length < places && waiting.length > 0) {
      const [next] = waiting.splice(0, 1)
      if (next === undefined) break
      taken.push({ key: next.id, since: now, until: now + handling() })
      waitedSeconds += now - next.at
      scored.push(...next.told.map(({ at, estimate }) => ({ hour: hourOf(at), estimate, waitedSeconds: now - at })))
    }
    tellAll(now, places)
  }
  return scored

  function arrive(at: number): Customer {
    const share = random()
    const priority: Priority = share < 0.1 ? 'urgent' : share < 0.5 ? 'high' : 'normal'
    came.push({ at, priority })
    return {
      id: id++,
      at,
      priority,
      lineAt: at - HEAD_START_MS[priority] / 1000,
      leavesAt: at + exponential(day.patienceSeconds),
      told: [],
      lastSaid: '',
      lookedAt: -AGAIN_AFTER,
    }
  }

  function tellAll(now: number, places: number): void {
    while ((came[0]?.at ?? now) < now - CAME) came.shift()
    if (now % LOOK_EVERY !== 0) return
    const told = estimateWaits(desksAt(now, places))
    waiting.forEach((one, ahead) => {
      const estimate = told[ahead]
      if (estimate === undefined || now - one.lookedAt < CHANGED_AFTER) return
      one.lookedAt = now
      const last = one.told.at(-1)
      const said = estimate.kind === 'range' ? `${estimate.fromSeconds}-${estimate.toSeconds}` : estimate.why
      if (last !== undefined && now - last.at < AGAIN_AFTER && said === one.lastSaid) return
      one.told.push({ at: now, estimate })
      one.lastSaid = said
    })
  }

  /** Everybody has one place; who has gone home finishes what he had and takes nothing more. */
  function desksAt(now: number, places: number): Desks {
    const workers = Array.from({ length: places }, (_one, at): Worker => {
      const has = taken[at]
      return has === undefined
        ? { isThere: true, room: 1, held: [] }
        : { isThere: true, room: 0, held: [{ key: has.key, team: 0, forSeconds: now - has.since, weight: 1 }] }
    })
    const everybody = workers.map(() => true)
    const stillWaiting = waiting.reduce((sum, { at }) => sum + now - at, 0)
    const coming = PRIORITIES.map((priority) => ({
      perSecond: came.filter((one) => one.priority === priority).length / CAME,
      headStartSeconds: HEAD_START_MS[priority] / 1000,
    }))
    // Patience is the same at every moment here: one row says it all.
    const leaves = leavesAfter([{ fromSeconds: 0, left, waitedSeconds: waitedSeconds + stillWaiting }])
    return {
      workers,
      lines: [{ durations: durationsOf(done.slice(-DONE)), leavesAfter: leaves, coming, servedBy: everybody }],
      waiting: waiting.map(({ id: key, at, lineAt }) => ({ key, team: 0, lineAt: lineAt - now, waitedSeconds: now - at, fits: everybody })),
      weight: 1,
    }
  }
}

/** As the report counts: those inside, the median of how far off, and how often nothing was said. A wait below a minute counts as one. */
export function scoreOf(scored: readonly Scored[]): { inside: number; medianError: number; cannot: number; count: number } {
  const said = scored.flatMap(({ estimate, waitedSeconds }) => (estimate.kind === 'range' ? [{ ...estimate, waitedSeconds }] : []))
  const errors = said.map((one) => Math.abs(one.expectedSeconds - one.waitedSeconds) / Math.max(one.waitedSeconds, 60)).sort((a, b) => a - b)
  return {
    inside: said.filter((one) => one.waitedSeconds >= one.fromSeconds && one.waitedSeconds <= one.toSeconds).length / Math.max(said.length, 1),
    medianError: errors[Math.floor(errors.length / 2)] ?? 0,
    cannot: 1 - said.length / Math.max(scored.length, 1),
    count: scored.length,
  }
}
