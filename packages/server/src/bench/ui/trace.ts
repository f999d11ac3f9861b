/** What a page's main thread did between two marks, read from a trace of Chromium's. */

export type TraceEvent = { name: string; cat?: string; ph: string; ts: number; dur?: number; tdur?: number; pid: number; tid: number }
/** Time that tasks took, and what of it the thread really ran: the rest it waited for a processor. */
export type Spent = { wallMs: number; runMs: number }

/** Tasks and marks. Whatever more is traced costs time of the thread that is measured: layouts are counted through, stacks are kept. */
export const CATEGORIES = ['blink.user_timing', 'disabled-by-default-devtools.timeline']
/** What the tasks did. */
export const DETAILS = ['devtools.timeline', 'disabled-by-default-v8.cpu_profiler']

/** One entry for the time between each mark and the next. The marks tell which of the threads is meant: theirs. */
export function spentBetween(events: readonly TraceEvent[], mark: string): Spent[] {
  const marks = events.filter(({ name, cat }) => name === mark && cat?.includes('blink.user_timing')).sort(byTime)
  const [first] = marks
  if (first === undefined) throw new Error(`the trace has no mark ${mark}`)
  const tasks = topLevel(events.filter(({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && pid === first.pid && tid === first.tid))
  if (tasks.length === 0) throw new Error('the trace has no tasks')
  return marks.slice(1).map((end, index) => sumWithin(tasks, marks[index]?.ts ?? 0, end.ts))
}

const byTime = (a: TraceEvent, b: TraceEvent): number => a.ts - b.ts
const endOf = ({ ts, dur = 0 }: TraceEvent): number => ts + dur

/** A task that runs inside another is part of it. */
function topLevel(tasks: readonly TraceEvent[]): TraceEvent[] {
  let until = Number.NEGATIVE_INFINITY
  return [...tasks]
    .sort((a, b) => byTime(a, b) || endOf(b) - endOf(a))
    .filter((task) => {
      if (task.ts < until) return false
      until = endOf(task)
      return true
    })
}

/** A task that a mark cuts counts on each side by its share. */
function sumWithin(tasks: readonly TraceEvent[], from: number, to: number): Spent {
  const spent = { wallMs: 0, runMs: 0 }
  for (const task of tasks) {
    const within = Math.min(endOf(task), to) - Math.max(task.ts, from)
    if (within <= 0) continue
    spent.wallMs += within / 1000
    spent.runMs += ((task.tdur ?? task.dur ?? 0) * (within / (task.dur ?? within))) / 1000
  }
  return spent
}
