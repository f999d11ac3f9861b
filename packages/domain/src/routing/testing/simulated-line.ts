/** A line as it goes on in a day, event by event: who comes, who is served, who leaves, and what each is told meanwhile. */
import { HEAD_START_MS } from '../line.ts'
import { estimateWait, servedPerSecond, type LineFacts, type Pace, type WaitEstimate } from '../estimate.ts'
import { leavesPerSecond, servedBefore, type Leaving } from '../leaving.ts'
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
const [CHANGED_AFTER, AGAIN_AFTER, RECENT, CAME] = [10, 60, 600, 300]

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
  const busyUntil: number[] = []
  const recently: (Pace & { at: number })[] = []
  const earlier: Pace = { served: 0, placeSeconds: 0 }
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
    for (let index = busyUntil.length - 1; index >= 0; index--) if ((busyUntil[index] ?? 0) <= now) busyUntil.splice(index, 1)
    waiting.sort((a, b) => a.lineAt - b.lineAt || a.id - b.id)
    const places = day.places(hourOf(now))
    // The time since the last look, if somebody had waited then: those who are served at once are no measure of the pace.
    if (waiting.some((customer) => now - customer.at > TICK)) recently.push({ at: now, served: 0, placeSeconds: places * TICK })
    while (busyUntil.length < places && waiting.length > 0) {
      const [next] = waiting.splice(0, 1)
      if (next === undefined) break
      busyUntil.push(now + handling())
      if (now - next.at > TICK) recently.push({ at: now, served: 1, placeSeconds: 0 })
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
    const { leaving, ...paces } = historyAt(now)
    const [leaves, moves] = [leavesPerSecond(leaving), servedPerSecond({ ...paces, places })]
    const served =
      moves === 0
        ? []
        : servedBefore(
            waiting.map(({ at }) => ({ waitedSeconds: now - at, fittingShare: 1 })),
            leaves,
            moves,
          )
    waiting.forEach((one, ahead) => {
      if (now - one.lookedAt < CHANGED_AFTER) return
      one.lookedAt = now
      const last = one.told.at(-1)
      const estimate = estimateWait({
        ...paces,
        ahead: served[ahead] ?? ahead,
        leavingPerSecond: leaves(now - one.at),
        places,
        away: 0,
        fittingShare: 1,
        overtaking: overtaking(one, now),
      })
      const said = estimate.kind === 'range' ? `${estimate.fromSeconds}-${estimate.toSeconds}` : estimate.why
      if (last !== undefined && now - last.at < AGAIN_AFTER && said === one.lastSaid) return
      one.told.push({ at: now, estimate })
      one.lastSaid = said
    })
  }

  function historyAt(now: number): Pick<LineFacts, 'recent' | 'earlier'> & { leaving: Leaving } {
    while ((recently[0]?.at ?? now) < now - RECENT) add(earlier, recently.shift())
    while ((came[0]?.at ?? now) < now - CAME) came.shift()
    const recent: Pace = { served: 0, placeSeconds: 0 }
    const stillWaiting = waiting.reduce((sum, { at }) => sum + now - at, 0)
    for (const one of recently) add(recent, one)
    // Patience is the same at every moment here: one row says it all.
    return { recent, earlier, leaving: [{ fromSeconds: 0, left, waitedSeconds: waitedSeconds + stillWaiting }] }
  }

  function add(pace: Pace, one: Pace | undefined): void {
    pace.served += one?.served ?? 0
    pace.placeSeconds += one?.placeSeconds ?? 0
  }

  function overtaking({ priority, at }: Customer, now: number): LineFacts['overtaking'] {
    const more = PRIORITIES.filter((other) => HEAD_START_MS[other] > HEAD_START_MS[priority])
    return more.map((other) => ({
      perSecond: came.filter((one) => one.priority === other).length / CAME,
      forSeconds: (HEAD_START_MS[other] - HEAD_START_MS[priority]) / 1000 - (now - at),
    }))
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
