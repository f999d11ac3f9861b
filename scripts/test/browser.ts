/** A browser for the tests that look at pages, with letters for both languages. */
import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { canRun, install, mayInstall, Missing } from './debian.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe']
const ELSEWHERE = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * The path of a Chromium or Chrome; CHROMIUM_PATH decides if it is set. As root on Debian it is installed when missing.
 *
 * @throws Missing
 */
export function browserPath(env: NodeJS.ProcessEnv = process.env): string {
  const named = env['CHROMIUM_PATH']
  if (named !== undefined && named !== '') {
    if (canRun(named)) return named
    throw new Missing(`CHROMIUM_PATH names ${named}, which is not a program that can be run.`)
  }
  if (mayInstall()) installWanted(findBrowser(env) === undefined ? ['chromium', ...missingFonts()] : missingFonts())
  const found = findBrowser(env)
  if (found !== undefined) return found
  throw new Missing(
    'The browser tests need Chromium or Chrome: install it (on Debian: apt-get install chromium fonts-noto-cjk fonts-liberation), or set CHROMIUM_PATH to it.',
  )
}

/** What cannot be installed is said; whether the tests can do without is the caller's question. */
function installWanted(packages: readonly string[]): void {
  try {
    if (packages.length > 0) install(packages)
  } catch (error) {
    if (!(error instanceof Missing)) throw error
    process.stdout.write(`${error.message}\n`)
  }
}

function findBrowser(env: NodeJS.ProcessEnv): string | undefined {
  const onPath = (env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [...onPath, ...ELSEWHERE].find(canRun)
}

/** Without a face for Chinese every word is a row of boxes, and tests of the layout measure boxes. */
function missingFonts(): string[] {
  const has = (face: string): boolean => (spawnSync('fc-list', [face, 'family'], { encoding: 'utf8' }).stdout ?? '').trim() !== ''
  const hasLatin = ['Liberation Sans', 'Noto Sans', 'DejaVu Sans'].some(has)
  return [...(has(':lang=zh-cn') ? [] : ['fonts-noto-cjk']), ...(hasLatin ? [] : ['fonts-liberation'])]
}
