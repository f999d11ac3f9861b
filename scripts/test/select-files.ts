/** Which test files a run takes, and in which round each of them runs. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Selection = {
  /** Everything that needs no whole system. */
  unit: string[]
  /** Those of `unit` that work on a database: they run once more on PostgreSQL 15. */
  database: string[]
  /** Whole journeys through real processes and a browser, after the rest; those that take longest first, so that none is left alone at the end. */
  flows: string[]
  /** What mostly waits for time to pass: beside all the rest, the longest first. */
  waits: string[]
}

export type Choice = {
  /** Only what answers within two minutes: the rules and the commands. */
  quick: boolean
  /** Parts of paths; a file with any of them in its path is taken. None = all. */
  parts: readonly string[]
}

const PLACES = ['packages/**/*.test.ts', 'scripts/**/*.test.ts']
const NOT_OURS = ['**/node_modules/**', '**/dist/**']
const QUICK = /^packages\/(domain|protocol|i18n)\/|^packages\/server\/src\/modules\//
/** Sockets, files, what the bot learns and processes of their own: neither rules nor commands, and they take their time. */
const NOT_QUICK = /\/modules\/(attachment|bot|realtime)\/|\/channels\/killed/

/** A minute of work or more. */
const LONG = /\/(chaos\/chaos|journey\/(sign-in|second-member|keyboard|conversation|race|call-back|offer)|flows\/release)[^/]*\.test\.ts$/

/** A lease that runs out, a line that says nothing, a time or a next look that comes: their seconds pass while others do their work. */
export const WAITS = [
  'journey/wallboard',
  'journey/vanished',
  'journey/status',
  'journey/mail',
  'journey/resolution',
  'journey/undelivered',
  'journey/promises',
  'journey/snooze',
  'flows/mail',
  'db/silence',
  'embedded/lease',
  'realtime/staff-presence',
].map((name) => `/${name}.test.ts`)

export function selectFiles(root: string, { quick, parts }: Choice): Selection {
  const all = globSync(PLACES, { cwd: root, exclude: NOT_OURS })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
  const chosen = all.filter((path) => parts.length === 0 || parts.some((part) => path.includes(part)))
  const fit = chosen.filter((path) => !quick || (QUICK.test(path) && !NOT_QUICK.test(path) && !isFlow(path) && !mentions(root, path, 'playwright')))
  const unit = fit.filter((path) => !isFlow(path))
  const busy = (path: string): boolean => quick || waitOf(path) === -1
  return {
    unit: unit.filter(busy),
    database: quick ? [] : unit.filter((path) => path.startsWith('packages/server/') && mentions(root, path, 'testDatabase(')),
    flows: longestFirst(fit.filter((path) => isFlow(path) && busy(path))),
    waits: fit.filter((path) => !busy(path)).sort((one, other) => waitOf(one) - waitOf(other)),
  }
}

const waitOf = (path: string): number => WAITS.findIndex((end) => path.endsWith(end))
const longestFirst = (paths: string[]): string[] => [...paths.filter((path) => LONG.test(path)), ...paths.filter((path) => !LONG.test(path))]
const isFlow = (path: string): boolean => path.includes('/flows/') || path.endsWith('-browser.test.ts')
const mentions = (root: string, path: string, word: string): boolean => readFileSync(join(root, path), 'utf8').includes(word)
