/** Which test files a run takes, and in which round each of them runs. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Selection = {
  /** Everything that needs no whole system. */
  unit: string[]
  /** Those of `unit` that work on a database: they run once more on PostgreSQL 15. */
  database: string[]
  /** Whole journeys through real processes and a browser, after the rest: those that wait longest first, so that others run meanwhile. */
  flows: string[]
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

/** A promise that is missed, a mail nobody read, a fault campaign: their minutes pass while two others do their work. */
const LONG = /\/(chaos|promises|mail|screens|sign-in|vanished|wallboard)[^/]*\.test\.ts$/

export function selectFiles(root: string, { quick, parts }: Choice): Selection {
  const all = globSync(PLACES, { cwd: root, exclude: NOT_OURS })
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
  const chosen = all.filter((path) => parts.length === 0 || parts.some((part) => path.includes(part)))
  const unit = chosen.filter((path) => !isFlow(path) && (!quick || (QUICK.test(path) && !NOT_QUICK.test(path) && !mentions(root, path, 'playwright'))))
  return {
    unit,
    database: quick ? [] : unit.filter((path) => path.startsWith('packages/server/') && mentions(root, path, 'testDatabase(')),
    flows: quick ? [] : longestFirst(chosen.filter(isFlow)),
  }
}

const longestFirst = (paths: string[]): string[] => [...paths.filter((path) => LONG.test(path)), ...paths.filter((path) => !LONG.test(path))]
const isFlow = (path: string): boolean => path.includes('/flows/') || path.endsWith('-browser.test.ts')
const mentions = (root: string, path: string, word: string): boolean => readFileSync(join(root, path), 'utf8').includes(word)
