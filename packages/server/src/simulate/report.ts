/** What a simulated day came to, for people and for programs. */
import { hashOf, type DayPlan } from '@yingda/simulator/day/plan-day.ts'
import type { Lived } from './live-day.ts'
import type { EstimateRow, PromiseRow, WaitRow } from './figures.ts'
import { SERVICE_LEVEL_SECONDS } from './figures.ts'
import { occupancyOf } from './occupancy.ts'
import type { PaceReport } from './pacer.ts'

export type Found = { plan: DayPlan; lived: Lived; estimates: readonly EstimateRow[]; waits: WaitRow; promises: readonly PromiseRow[]; pace: PaceReport }

/** Shares in per cent with one decimal; null where there was nothing to count. `served` and `abandoned` are customers. */
export type DayReport = {
  planHash: string
  served: number
  abandoned: number
  serviceLevel: number | null
  insideRange: number | null
  medianErrorPct: number | null
  medianRangeWidthPct: number | null
  promisesKept: number | null
  occupancy: number
  servedPct: number | null
  abandonedPct: number | null
  arrivals: number
  servedByBot: number
  cannotSayPct: number | null
  insideRangeBy: Record<string, number | null>
  keptPace: boolean
  violations: number
}

export function reportOf({ plan, lived, estimates, waits, promises, pace }: Found): DayReport {
  const count = (outcome: string): number => lived.stories.filter((story) => story.outcome === outcome).length
  const [bot, person, abandoned] = [count('bot'), count('person'), count('abandoned')]
  const all = estimates.find(({ part }) => part === 'all')
  const people = promises.filter(({ kind }) => kind !== 'bot_reply')
  return {
    planHash: hashOf(plan),
    served: bot + person,
    abandoned,
    serviceLevel: percent(waits.inTime, waits.stays),
    insideRange: percent(all?.inside ?? 0, all?.compared ?? 0),
    medianErrorPct: rounded(all?.medianErrorPct ?? null),
    medianRangeWidthPct: rounded(all?.medianRangeWidthPct ?? null),
    promisesKept: percent(sumOf(people, 'kept'), sumOf(people, 'ended')),
    occupancy: rounded(100 * occupancyOf(lived.worked)) ?? 0,
    servedPct: percent(bot + person, plan.customers.length),
    abandonedPct: percent(abandoned, plan.customers.length),
    arrivals: plan.customers.length,
    servedByBot: bot,
    cannotSayPct: percent(all?.cannotSay ?? 0, all?.told ?? 0),
    insideRangeBy: Object.fromEntries(estimates.filter(({ part }) => part !== 'all').map((row) => [row.part, percent(row.inside, row.compared)])),
    keptPace: pace.kept,
    violations: violationsOf({ plan, lived, promises, estimates }).length,
  }
}

/** What must never be so, in words. */
export function violationsOf({ plan, lived, promises, estimates }: Omit<Found, 'waits' | 'pace'>): string[] {
  const missing = plan.customers.length - lived.stories.length
  const open = promises.reduce((sum, row) => sum + row.open, 0)
  const tooWide = estimates.find(({ part }) => part === 'all')?.tooWide ?? 0
  return [
    ...lived.faults,
    ...(missing === 0 ? [] : [`${missing} customers were neither served nor left`]),
    ...(open === 0 ? [] : [`${open} answers are still owed`]),
    ...(tooWide === 0 ? [] : [`${tooWide} ranges are wider than allowed`]),
  ]
}

const SHOWN = 20

export function printReport(found: Found): string {
  const { plan, lived, estimates, waits, promises, pace } = found
  const report = reportOf(found)
  const wrong = violationsOf(found)
  const lines = [
    `Planned: ${plan.profile}, seed ${plan.seed}, ${plan.customers.length} customers, ${plan.agents.length} shifts; plan ${report.planHash}`,
    `Served: ${report.served} (${report.servedPct} %), ${report.servedByBot} of them by the bot. Abandoned: ${report.abandoned} (${report.abandonedPct} %).`,
    `Waited for a person: half at most ${minutes(waits.medianSeconds)}, nine of ten at most ${minutes(waits.p90Seconds)}, the longest ${minutes(waits.longestSeconds)}.`,
    `Service level: ${shown(report.serviceLevel)} had a person within ${SERVICE_LEVEL_SECONDS / 60} min. Occupancy of agents: ${report.occupancy} %.`,
    ...promises.map(({ kind, ended, kept }) => `Promises, ${kind.replace('_', ' ')}: ${shown(percent(kept, ended))} of ${ended} kept.`),
    'What people in line were told:',
    ...estimates.map(inWords),
    `As customers saw it: ${seenByCustomers(lived)}`,
    `Pace: ${Math.round(pace.minutes * 10) / 10} min at ${Math.round(pace.speed.mean)}× (wanted ${pace.speed.wanted}×, slowest ${Math.round(pace.speed.slowest)}×); ` +
      `an answer took ${pace.lagSeconds.median} s of the day, 95 % at most ${pace.lagSeconds.p95} s, 99 % at most ${pace.lagSeconds.p99} s.`,
    ...(pace.kept ? [] : ['This machine could not keep the pace: these figures are its own and not the day’s. Choose more --minutes.']),
    `Violations: ${wrong.length}`,
    ...wrong.slice(0, SHOWN).map((one) => `  ${one}`),
  ]
  return lines.join('\n')
}

const inWords = (row: EstimateRow): string =>
  `  ${row.part.padEnd(12)} ${String(row.compared).padStart(6)} compared, ${shown(percent(row.inside, row.compared))} inside, median error ${shown(rounded(row.medianErrorPct))}, ` +
  `median width ${shown(rounded(row.medianRangeWidthPct))}, not said ${shown(percent(row.cannotSay, row.told))} of ${row.told}`

/** Each change of what the customer's own socket said, held against when somebody came. */
function seenByCustomers({ stories }: Lived): string {
  const compared = stories.flatMap(({ waits }) =>
    waits.flatMap(({ servedAt, told }) =>
      servedAt === null ? [] : told.flatMap(({ at, wait }) => (wait === 'cannot_say' ? [] : [{ ...wait, took: servedAt - at }])),
    ),
  )
  const inside = compared.filter(({ fromSeconds, toSeconds, took }) => took >= fromSeconds && took <= toSeconds).length
  return `${compared.length} ranges shown, ${shown(percent(inside, compared.length))} came true`
}

const sumOf = (rows: readonly PromiseRow[], key: 'kept' | 'ended'): number => rows.reduce((sum, row) => sum + row[key], 0)
const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value * 10) / 10)
const percent = (part: number, whole: number): number | null => (whole === 0 ? null : rounded((100 * part) / whole))
const shown = (share: number | null): string => (share === null ? '–' : `${share} %`)
const minutes = (seconds: number | null): string => (seconds === null ? '–' : `${Math.round(seconds / 6) / 10} min`)
