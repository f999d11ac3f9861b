import type { DeviceContext } from '@yingda/protocol/entries/conversation.ts'

export type PageName = {
  /** What a person would call it: the title an app gave, or the address without what comes before the first slash. */
  name: string
  /** All of the address that may be shown, where the name is shorter than that. */
  address: string | null
}

const LONGEST = 48

/**
 * The page a question came from. Queries, fragments and credentials are never shown: they may hold secrets, and only
 * our own widget is known to leave them out.
 */
export function pageName(page: string | undefined): PageName | null {
  const given = page?.trim()
  if (!given) return null
  const url = /^[a-z][a-z\d+.-]*:\/\//i.test(given) ? URL.parse(given) : null
  if (!url) return { name: shortened(withoutQuery(given)), address: null }
  const path = readable(url.pathname).replace(/\/+$/, '')
  return { name: path === '' ? url.host : shortened(path), address: `${url.protocol}//${url.host}${url.pathname}` }
}

/** The end of a path says more than its beginning. */
const shortened = (path: string): string => (path.length <= LONGEST ? path : `…${path.slice(-LONGEST)}`)
const withoutQuery = (text: string): string => text.replace(/[?#].*$/s, '')

function readable(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}

const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/X11|Linux/, 'Linux'],
]
const BROWSERS: readonly [RegExp, string][] = [
  [/MicroMessenger/, '微信'],
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const NETWORKS: Readonly<Record<string, string>> = { wifi: 'Wi-Fi', '2g': '2G', 'slow-2g': '2G', '3g': '3G', '4g': '4G', '5g': '5G' }

/**
 * What a question was asked on: the device as its app names it, or system and browser out of a browser's long name for
 * itself; then the network. Empty where nothing is known. The app's version stands apart, as it needs a word beside it.
 */
export function deviceFacts({ device = '', networkType = '' }: Pick<DeviceContext, 'device' | 'networkType'>): string[] {
  const find = (names: readonly [RegExp, string][]): string | undefined => names.find(([pattern]) => pattern.test(device))?.[1]
  const isAgentString = /\/\d|;/.test(device)
  const named = isAgentString ? [find(SYSTEMS), find(BROWSERS)] : [device.trim()]
  return [...named, NETWORKS[networkType.toLowerCase()]].filter((fact): fact is string => Boolean(fact))
}
