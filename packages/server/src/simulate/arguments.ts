import { parseArgs } from 'node:util'
import { DAY_SECONDS, PROFILES, type ProfileName } from '@yingda/simulator/day/profiles.ts'

export type SimulateArguments = {
  profile: ProfileName
  seed: number
  /** Instead of what the profile has. */
  arrivals: number | null
  /** The part of the day, in hours. */
  from: number
  until: number
  /** How many times faster than the world. */
  speed: number
  json: boolean
}

/** How long a whole day takes where the machine keeps the pace. */
const USUAL_MINUTES = 8

export const USAGE = `npm run simulate -- [options]

Lives a planned day of customers and agents against a server of its own, on a clock that runs faster than the world.

  --profile NAME   ${PROFILES.join(', ')} (holiday)
  --seed S         a whole number: the same seed plans the same day (1)
  --minutes N      how long the day is to take (${USUAL_MINUTES}); it takes longer where the machine is behind
  --speed N        instead: how many times faster than the world
  --arrivals N     customers a day, instead of what the profile has
  --from H, --until H   only these hours of the day
  --json           the last line is one JSON object`

/** @throws Error whose message says what is wrong */
export function readArguments(args: readonly string[]): SimulateArguments {
  const { values } = parseArgs({
    args: [...args],
    options: {
      profile: { type: 'string', default: 'holiday' },
      seed: { type: 'string', default: '1' },
      minutes: { type: 'string' },
      speed: { type: 'string' },
      arrivals: { type: 'string' },
      from: { type: 'string', default: '0' },
      until: { type: 'string', default: '24' },
      json: { type: 'boolean', default: false },
    },
  })
  const profile = PROFILES.find((name) => name === values.profile)
  if (profile === undefined) throw new Error(`--profile is one of ${PROFILES.join(', ')}`)
  const [from, until] = [number('from', values.from, 0, 24), number('until', values.until, 0, 24)]
  if (from >= until) throw new Error('--from comes before --until')
  const seed = number('seed', values.seed, 0, 2 ** 31)
  const arrivals = values.arrivals === undefined ? null : number('arrivals', values.arrivals, 10, 100_000)
  if (!Number.isInteger(seed) || !Number.isInteger(arrivals ?? 0)) throw new Error('--seed and --arrivals are whole numbers')
  if (values.minutes !== undefined && values.speed !== undefined) throw new Error('--minutes or --speed, not both')
  const minutes = number('minutes', values.minutes ?? String(USUAL_MINUTES), 0.1, 1440)
  const speed = values.speed === undefined ? ((until - from) / 24) * (DAY_SECONDS / 60 / minutes) : number('speed', values.speed, 1, 1000)
  return { profile, seed, arrivals, from, until, speed, json: values.json }
}

function number(name: string, value: string, least: number, most: number): number {
  const read = Number(value)
  if (value.trim() === '' || !(read >= least && read <= most)) throw new Error(`--${name} is a number from ${least} to ${most}, not ${value}`)
  return read
}
