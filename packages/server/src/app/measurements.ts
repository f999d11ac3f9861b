/** What `/metrics` says beside what each part counts for itself: how the desk stands, and the lines to database and NATS. */
import type pg from 'pg'
import { Counter, Gauge } from 'prom-client'
import { readDesk, type DeskMeasured } from '../pages/measurements/read-desk.ts'
import type { Bus } from '../platform/bus.ts'
import type { Runner } from '../platform/command.ts'
import type { Metrics } from '../platform/telemetry.ts'

const SYSTEM = { kind: 'system' } as const
/** Prometheus gives up after ten seconds, and would then have nothing of this process at all. */
const WITHIN_MS = 4000
/** However many ask, the database is asked no more often. */
const KEPT_MS = 5000

type Say = (value: number, labels?: Record<string, string>) => void

const ALARMS = ['reaction_stuck', 'nobody_to_hand_over_to', 'counts_differ', 'answers_undelivered', 'turned_away']

/** Its name, what it means, by what it is told apart, and how it is read. */
const OF_THE_DESK: readonly [name: string, help: string, label: string | null, tell: (desk: DeskMeasured, say: Say) => void][] = [
  ['conversations_waiting', 'Customers in line for a person', 'team', ({ teams }, say) => teams.forEach(({ team, waiting }) => say(waiting, { team }))],
  [
    'conversations_waiting_oldest_seconds',
    'How long the first in line has been waiting',
    'team',
    ({ teams }, say) => teams.forEach(({ team, oldestSeconds }) => say(oldestSeconds, { team })),
  ],
  ['promises_late', 'Conversations whose promise is broken now', 'team', ({ teams }, say) => teams.forEach(({ team, late }) => say(late, { team }))],
  ['promises_at_risk', 'Conversations whose promise runs out soon', 'team', ({ teams }, say) => teams.forEach(({ team, atRisk }) => say(atRisk, { team }))],
  [
    'agents',
    'Agents with a console open: available, or connected and not available',
    'presence',
    ({ agents }, say) => Object.entries(agents).forEach(([presence, count]) => say(count, { presence })),
  ],
  ['answers_undelivered', 'Answers that reached the customer on no channel', null, ({ undelivered }, say) => say(undelivered.answers)],
  ['answers_undelivered_oldest_seconds', 'Since when the first of them has been posted', null, ({ undelivered }, say) => say(undelivered.oldestSeconds)],
  ['mail_held_up', '1 while answers wait because the mail server is away or refuses us', null, (desk, say) => say(desk.isMailHeldUp ? 1 : 0)],
  ['reactions_due', 'Streams on which a reaction is due', 'group', ({ reactions }, say) => reactions.forEach(({ name, due }) => say(due, { group: name }))],
  [
    'reactions_due_oldest_seconds',
    'How long the first of them has been due',
    'group',
    ({ reactions }, say) => reactions.forEach(({ name, oldestSeconds }) => say(oldestSeconds, { group: name })),
  ],
  [
    'reactions_failing',
    'Streams on which a reaction has failed and is tried again',
    'group',
    ({ reactions }, say) => reactions.forEach(({ name, failed }) => say(failed, { group: name })),
  ],
  ['jobs_due', 'Jobs whose time has come', 'task', ({ jobs }, say) => jobs.forEach(({ name, due }) => say(due, { task: name }))],
  [
    'jobs_due_oldest_seconds',
    'How long the first of them has been due',
    'task',
    ({ jobs }, say) => jobs.forEach(({ name, oldestSeconds }) => say(oldestSeconds, { task: name })),
  ],
  [
    'jobs_given_up',
    'Jobs that were tried as often as they are, and stay undone; also when they have been removed',
    'task',
    ({ jobs }, say) => jobs.forEach(({ name, failed }) => say(failed, { task: name })),
  ],
  [
    'alarms',
    'Alarms as leads see them',
    'kind',
    ({ alarms }, say) => ALARMS.forEach((kind) => say(alarms.find((alarm) => alarm.kind === kind)?.count ?? 0, { kind })),
  ],
  ['workers', 'Servers that do reactions and jobs', null, ({ workers }, say) => say(workers)],
]

/** @returns to be called before the registry is read: looks at the desk, and says nothing of it when the database does not answer soon */
export function measureDesk({ registry }: Metrics, { query }: Pick<Runner, 'query'>): () => Promise<void> {
  const gauge = (name: string, help: string, label: string | null): Gauge =>
    new Gauge({ name: `yingda_${name}`, help, labelNames: label === null ? [] : [label], registers: [registry] })
  const gauges = OF_THE_DESK.map(([name, help, label, tell]) => ({ gauge: gauge(name, help, label), label, tell }))
  const isThere = gauge('database_up', '1 when the database answers within four seconds', null)
  const looking = (): Promise<DeskMeasured | null> =>
    soon(query(SYSTEM, readDesk)).then(
      (desk) => desk,
      () => null,
    )
  let last: { desk: Promise<DeskMeasured | null>; atMs: number } | null = null

  return async () => {
    if (last === null || performance.now() - last.atMs >= KEPT_MS) last = { desk: looking(), atMs: performance.now() }
    const desk = await last.desk
    isThere.set(desk === null ? 0 : 1)
    for (const { gauge: one, label, tell } of gauges) {
      one.reset()
      if (desk !== null) tell(desk, (value, labels = {}) => one.set(labels, value))
      // What is not known is not nought.
      else if (label === null) one.remove()
    }
  }
}

async function soon<T>(asked: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error('no answer')), WITHIN_MS)
  return Promise.race([asked, promise]).finally(() => clearTimeout(timer))
}

type Lines = { pools: Readonly<Record<string, pg.Pool>>; bus: Bus }

/** Of this process alone: its connections to the database, and what it says to the others and hears of them. Asked each time somebody looks. */
export function measureLines({ registry }: Metrics, { pools, bus }: Lines): void {
  const gauge = (name: string, help: string, labelNames: string[], tell: (one: Gauge) => void): Gauge =>
    new Gauge({
      name: `yingda_${name}`,
      help,
      labelNames,
      registers: [registry],
      collect() {
        tell(this)
      },
    })
  gauge('database_connections', 'Connections of this process to the database, by pool', ['pool', 'state'], (one) => {
    for (const [pool, { totalCount, idleCount }] of Object.entries(pools)) {
      one.set({ pool, state: 'busy' }, totalCount - idleCount)
      one.set({ pool, state: 'idle' }, idleCount)
    }
  })
  gauge('database_connections_max', 'As many as it opens at most, by pool', ['pool'], (one) => {
    for (const [pool, { options }] of Object.entries(pools)) one.set({ pool }, options.max)
  })
  if (bus.measure().isUp === null) return
  gauge('nats_up', '1 while NATS is reached', [], (one) => one.set(bus.measure().isUp === true ? 1 : 0))
  registry.registerMetric(hintsOf(bus))
}

function hintsOf(bus: Bus): Counter {
  return new Counter({
    name: 'yingda_hints_total',
    help: 'Hints to and from the other processes; dropped: not told, as NATS was away',
    labelNames: ['outcome'],
    registers: [],
    collect() {
      const { sent, dropped, heard } = bus.measure()
      this.reset()
      for (const [outcome, count] of Object.entries({ sent, dropped, heard })) this.inc({ outcome }, count)
    },
  })
}
