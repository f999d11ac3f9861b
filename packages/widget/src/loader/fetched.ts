/**
 * Brings a file of the widget into the browser's cache, where the `import()` that follows finds it: names are stamped
 * and served as immutable. Web views of these years keep an `import()` that failed, and fail every later one of the same
 * address without asking the network until the page is reloaded. A `fetch()` that failed they forget.
 */
import type { Settings } from './settings.ts'

/** @returns the file's address, once all of it has arrived; asked for again after a failure, it tries again */
export type Fetched = (file: string) => Promise<string>

/** @param src the script's own address, beside which all files lie */
export function fetchedFrom(src: string, { base }: Pick<Settings, 'base'>): Fetched {
  // A page that has the script from elsewhere than the desk need not allow it to be fetched (`connect-src`), only to be run.
  const mayFetch = src.startsWith(`${base}/`)
  const files: Record<string, Promise<string>> = {}

  async function bring(address: string): Promise<string> {
    const answer = mayFetch ? await fetch(address) : null
    if (answer?.ok === false) throw new Error(address)
    await answer?.arrayBuffer()
    return address
  }

  return (file) =>
    (files[file] ??= bring(new URL(file, src).href).catch((error: unknown) => {
      delete files[file]
      throw error
    }))
}
