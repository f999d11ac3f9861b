import { parseArgs } from 'node:util'

export const USAGE = `npm run chaos -- [--minutes N] [--seed S] [--json]
  --minutes N  how long things break (default 5)
  --seed S     repeats the schedule of an earlier run (default: a new one)
  --json       the last line is the result as JSON
It needs nats-server (Debian: apt-get install nats-server), or NATS_SERVER_PATH.`

export type ChaosArguments = { minutes: number; seed: number; json: boolean }

const MAX_MINUTES = 24 * 60

/** @throws Error whose message says what is wrong */
export function readArguments(args: readonly string[]): ChaosArguments {
  const { values } = parseArgs({
    args: [...args],
    options: { minutes: { type: 'string', default: '5' }, seed: { type: 'string' }, json: { type: 'boolean', default: false } },
  })
  const minutes = Number(values.minutes)
  if (!(minutes > 0 && minutes <= MAX_MINUTES)) throw new Error(`--minutes is a number above 0, at most ${MAX_MINUTES}`)
  return { minutes, seed: values.seed === undefined ? Date.now() % 1_000_000 : seedOf(values.seed), json: values.json }
}

/** Nothing at all reads as the number 0. */
function seedOf(text: string): number {
  const seed = Number(text)
  if (text.trim() === '' || !Number.isSafeInteger(seed) || seed < 0) throw new Error(`--seed is a whole number, not ${text}`)
  return seed
}
