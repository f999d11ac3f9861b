/** The widget as it is shipped, built once a process into a folder of its own, so that no test depends on what was built before. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

let built: Promise<string> | null = null

/** @returns the folder, with `widget.js`, its chunks and the manifest */
export function builtWidget(): Promise<string> {
  built ??= (async () => {
    const folder = mkdtempSync(join(tmpdir(), 'yingda-widget-'))
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
    await build({ configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)), logLevel: 'error', build: { outDir: folder } })
    return folder
  })()
  return built
}
