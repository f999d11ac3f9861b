/** What the widget weighs: all that is fetched before a customer can be shown a message and send one. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

/** The bound for the first load, gzipped; 1 kB = 1000 bytes. */
export const WIDGET_FIRST_LOAD_LIMIT = 25_000

const DIST = fileURLToPath(new URL('./dist/', import.meta.url))
type Manifest = Record<string, { file: string; isEntry?: boolean; imports?: readonly string[] }>
const LANGUAGES = ['zh-CN', 'en'] as const

/**
 * Loader, app, whatever the app imports at once, and the larger of the two languages.
 *
 * @param folder where the widget has been built
 */
export function widgetFirstLoadBytes(folder = DIST): number {
  const gzipped = (file: string): number => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length
  // Written by the build beside it.
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest
  const [app] = Object.entries(manifest).find(([, { isEntry }]) => isEntry === true) ?? []
  if (app === undefined) throw new Error('the build names no entry')
  const files = new Set(['widget.js'])
  const collect = (key: string): void => {
    const chunk = manifest[key]
    if (chunk === undefined || files.has(chunk.file)) return
    files.add(chunk.file)
    chunk.imports?.forEach(collect)
  }
  collect(app)
  const words = LANGUAGES.map((language) => gzipped(manifest[`../i18n/src/widget/${language}.ts`]?.file ?? ''))
  return [...files].reduce((sum, file) => sum + gzipped(file), 0) + Math.max(...words)
}
