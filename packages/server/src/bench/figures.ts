/** What a bench says: a value, the limit measured beside it where there is one, and what it is held to. */

export type Figure = {
  name: string
  unit: string
  value: number
  /** What was measured in the same round as the bound of what is possible here; null where there is none. */
  limitName: string | null
  limit: number | null
  /** value ÷ limit */
  ratio: number | null
  /** What is held to `must` and `stretch`: the value itself or its ratio to the limit. */
  judged: 'value' | 'ratio'
  /** Null where it is only reported. */
  better: 'more' | 'less' | null
  must: number | null
  stretch: number | null
  /** Null where nothing is asked. */
  ok: boolean | null
  /** The value of each round. */
  runs: readonly number[]
}

export type Goal = { judged?: Figure['judged']; better?: 'more' | 'less'; must?: number; stretch?: number }
/** One round of one figure. */
export type Measured = { name: string; unit: string; value: number; limitName?: string; limit?: number } & Goal

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

/** The value that this share of the values does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1))] ?? Number.NaN
}

/** The medians over all rounds. A ratio is the median of the rounds' own ratios: both sides of each ran on the same machine. */
export function summed(rounds: readonly (readonly Measured[])[]): Figure[] {
  return [...Map.groupBy(rounds.flat(), ({ name, limitName }) => `${name}/${limitName}`).values()].map(figureOf)
}

function figureOf(runs: readonly Measured[]): Figure {
  const [first] = runs
  if (first === undefined) throw new Error('a figure without a round')
  const { name, unit, limitName = null, judged = 'value', must = null, stretch = null } = first
  const better = first.better ?? (must === null ? null : 'more')
  const value = median(runs.map((run) => run.value))
  const limits = runs.flatMap((run) => (run.limit === undefined ? [] : [run.limit]))
  const ratios = runs.flatMap((run) => (run.limit === undefined ? [] : [run.value / run.limit]))
  const limit = limits.length === 0 ? null : median(limits)
  const ratio = ratios.length === 0 ? null : median(ratios)
  const held = judged === 'ratio' ? ratio : value
  const ok = must === null || held === null ? null : better === 'more' ? held >= must : held <= must
  return { name, unit, value, limitName, limit, ratio, judged, better, must, stretch, ok, runs: runs.map((run) => run.value) }
}

const shown = (value: number | null): string => {
  if (value === null) return ''
  if (Number.isNaN(value)) return '?'
  return Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2)
}

/** For a person: one line a figure. */
export function tableOf(figures: readonly Figure[]): string {
  const lines = figures.map((one) => {
    const held = one.must === null ? '' : `${one.better === 'more' ? '≥' : '≤'} ${one.must}${one.stretch === null ? '' : ` (${one.stretch})`}`
    const verdict = one.ok === null ? '' : one.ok ? 'yes' : 'NO'
    const beside = one.limitName === null ? '' : `${shown(one.limit)} ${one.limitName}`
    return [one.name, `${shown(one.value)} ${one.unit}`, beside, shown(one.ratio), held, verdict, `[${one.runs.map(shown).join(' ')}]`]
  })
  const rows = [['figure', 'median', 'beside', 'ratio', 'must (stretch)', 'ok', 'rounds'], ...lines]
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? []
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
