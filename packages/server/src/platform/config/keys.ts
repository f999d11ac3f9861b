import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The secret kept in `<dataDir>/keys/<name>` (folder 0700, file 0600). With `make` it is made when there is none; of
 * two processes that make it at once both end with the same one. Null when there is none and none is to be made.
 */
export function keptSecret(dataDir: string, { name, make }: { name: string; make: boolean }): string | null {
  const folder = join(dataDir, 'keys')
  const path = join(folder, name)
  const kept = readSecret(path)
  if (kept !== null || !make) return kept
  // The database's account has to pass through the data folder, hence not 0700 (see db/embedded/start.ts).
  if (mkdirSync(dataDir, { recursive: true, mode: 0o711 })) chmodSync(dataDir, 0o711)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  makeSecret(path)
  return readSecret(path)
}

/** Appears whole or not at all: half a key, kept for good, would be a weak one. */
function makeSecret(path: string): void {
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600 })
  try {
    linkSync(draft, path)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  } finally {
    rmSync(draft)
  }
}

function readSecret(path: string): string | null {
  try {
    const secret = readFileSync(path, 'utf8').trim()
    if (secret.length < 32) throw new Error(`${path} holds no key. Put the right one back, or delete the file to have a new one made.`)
    return secret
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    throw error
  }
}

const isCode = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code
