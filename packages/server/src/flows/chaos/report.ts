/** What a campaign found, for people and for programs. */
import type { Outcome } from './campaign.ts'
import { VIOLATIONS } from './invariants.ts'

export type ChaosReport = { seed: number; faults: Record<string, number>; messages: number; violations: Record<string, number>; violationsTotal: number }

export function reportOf(seed: number, { faults, messages, violations }: Outcome): ChaosReport {
  const counts = Object.fromEntries(VIOLATIONS.map((kind) => [kind, violations.filter((one) => one.kind === kind).length]))
  return { seed, faults, messages, violations: counts, violationsTotal: violations.length }
}

const SHOWN = 20

export function printReport({ seed, faults, messages, violationsTotal }: ChaosReport, { violations, returns }: Outcome): string {
  const struck = Object.entries(faults).map(([kind, count]) => `  ${kind.padEnd(18)} ${count}`)
  const found = violations.slice(0, SHOWN).map(({ kind, what }) => `  ${kind}: ${what}`)
  const more = violationsTotal > SHOWN ? [`  and ${violationsTotal - SHOWN} more`] : []
  return [`Seed ${seed}: ${messages} messages acknowledged, ${returns} reconnects`, ...struck, `Violations: ${violationsTotal}`, ...found, ...more].join('\n')
}
