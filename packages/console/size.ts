import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

type Chunk = { file: string; css?: string[]; imports?: string[]; isEntry?: boolean }

/**
 * Bytes, gzipped one by one as they travel, of all that index.html loads by itself: its scripts, what these import
 * statically, and their style sheets. Chunks fetched on demand do not count. The console must have been built.
 */
export function consoleFirstLoadBytes(dist = join(import.meta.dirname, 'dist')): number {
  // The file is written by our own build, in Vite's documented shape.
  const manifest = JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8')) as Record<string, Chunk>
  const files = new Set<string>(['index.html'])
  const visit = (key: string): void => {
    const chunk = manifest[key]
    if (!chunk || files.has(chunk.file)) return
    files.add(chunk.file)
    for (const css of chunk.css ?? []) files.add(css)
    for (const next of chunk.imports ?? []) visit(next)
  }
  for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry) visit(key)
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length, 0)
}
