export type Coalesced = {
  /** These changed. */
  changed: (ids: readonly string[]) => void
  /** Nothing held can be trusted: read all of it again. */
  everything: () => void
  stop: () => void
}

/**
 * Gathers what changed and runs at most once per `gapMs`, never two runs at a time. The first change runs after a blink
 * (`firstMs`), so that a burst makes one run; nothing is ever dropped: what comes during a run waits for the next.
 */
export function coalesce(run: (ids: readonly string[] | 'everything') => Promise<unknown>, { gapMs = 500, firstMs = 40 } = {}): Coalesced {
  const waiting = new Set<string>()
  let all = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let running = false
  let lastStart = -Infinity
  let stopped = false

  const plan = (): void => {
    if (stopped || running || timer !== undefined || (!all && waiting.size === 0)) return
    timer = setTimeout(start, Math.max(firstMs, lastStart + gapMs - Date.now()))
  }
  const start = (): void => {
    timer = undefined
    const what = all ? ('everything' as const) : [...waiting]
    all = false
    waiting.clear()
    running = true
    lastStart = Date.now()
    const ended = (): void => {
      running = false
      plan()
    }
    // A failed run is the query's own to show; the next change or reconnect reads again.
    run(what).then(ended, ended)
  }
  return {
    changed: (ids) => {
      for (const id of ids) waiting.add(id)
      plan()
    },
    everything: () => {
      all = true
      plan()
    },
    stop: () => {
      stopped = true
      clearTimeout(timer)
    },
  }
}
