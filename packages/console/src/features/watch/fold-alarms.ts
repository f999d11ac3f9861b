import type { AlarmView } from '@yingda/protocol/http/watch.ts'

/** So many of one kind are looked at one by one; where there are more, something of another kind must not get lost among them. */
const MOST_OF_A_KIND = 5

/** Of each kind the first few, in their order. */
export function foldedAlarms(alarms: readonly AlarmView[]): AlarmView[] {
  const counts = new Map<string, number>()
  return alarms.filter(({ kind }) => {
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    return count <= MOST_OF_A_KIND
  })
}
