import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const WIDGET = fileURLToPath(new URL('../../packages/widget/dist/', import.meta.url))
const LANGUAGES = ['zh-CN', 'en'] as const

type Manifest = Record<string, { file: string; isEntry?: boolean; imports?: readonly string[] }>

/**
 * Bytes, gzipped, that the widget fetches once, beyond its first load, before it can show a help article: the part that
 * is loaded later, and the larger of its two languages. Articles are read inside the widget.
 */
export function articleReaderBytes(dist = WIDGET): number {
  // Written by the widget's own build, in Vite's documented shape.
  const manifest = JSON.parse(readFileSync(join(dist, 'manifest.json'), 'utf8')) as Manifest
  const gzipped = (file: string): number => gzipSync(readFileSync(join(dist, file)), { level: 9 }).length
  const filesOf = (key: string, found = new Set<string>()): Set<string> => {
    const part = manifest[key]
    if (part === undefined) throw new Error(`the widget was built without ${key}`)
    if (found.has(part.file)) return found
    found.add(part.file)
    for (const imported of part.imports ?? []) filesOf(imported, found)
    return found
  }
  const first = filesOf('src/app.tsx')
  const later = [...filesOf('src/later/index.ts')].filter((file) => !first.has(file))
  const words = LANGUAGES.map((language) => gzipped(manifest[`../i18n/src/widget/later/${language}.ts`]?.file ?? ''))
  return later.reduce((sum, file) => sum + gzipped(file), 0) + Math.max(...words)
}
