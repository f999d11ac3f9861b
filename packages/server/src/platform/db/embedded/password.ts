import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The database user's password, made on first use, in `<dir>/keys` (0700) as a file (0600). */
export async function databasePassword(dir: string): Promise<string> {
  await mkdir(join(dir, 'keys'), { recursive: true, mode: 0o700 })
  await chmod(join(dir, 'keys'), 0o700)
  const kept = await keptPassword(dir)
  if (kept !== null) return kept
  const password = randomBytes(24).toString('base64url')
  await writeFile(pathIn(dir), `${password}\n`, { mode: 0o600 })
  return password
}

export const keptPassword = async (dir: string): Promise<string | null> => (await readFile(pathIn(dir), 'utf8').catch(() => '')).trim() || null

const pathIn = (dir: string): string => join(dir, 'keys', 'database-password')
