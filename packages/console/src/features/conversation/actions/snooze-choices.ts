export type SnoozeChoice = { id: 'hour' | 'three_hours' | 'evening' | 'tomorrow' | 'monday'; at: Date }

/**
 * The offered times, in the agent's own clock, soonest first, none in the past and none twice: in one hour, in three,
 * today at 18:00, tomorrow at 9:00, next Monday at 9:00.
 */
export function snoozeChoices(now: Date): SnoozeChoice[] {
  const choices: SnoozeChoice[] = [
    { id: 'hour', at: new Date(now.getTime() + 3_600_000) },
    { id: 'three_hours', at: new Date(now.getTime() + 3 * 3_600_000) },
    { id: 'evening', at: localTime(now, 0, 18) },
    { id: 'tomorrow', at: localTime(now, 1, 9) },
    { id: 'monday', at: localTime(now, daysToMonday(now), 9) },
  ]
  const soonest = now.getTime() + 30 * 60_000
  return choices
    .filter(({ id, at }) => id === 'hour' || (at.getTime() >= soonest && !(id === 'monday' && daysToMonday(now) === 1)))
    .sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** What a datetime-local field starts with and may not go below: local time, to the minute. */
export function localInputValue(date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`
}

const localTime = (now: Date, days: number, hours: number): Date => new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, hours)
const daysToMonday = (now: Date): number => (8 - now.getDay()) % 7 || 7
