import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The database user's password, made on first use, in `<dir>/keys` (0700) as a file (0600). */
export async function databasePassword(dir: string): Promise<string> {
  const folder = join(dir, 'keys')
  const path = join(folder, 'database-password')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  const known = (await readFile(path, 'utf8').catch(() => '')).trim()
  if (known !== '') return known
  const password = randomBytes(24).toString('base64url')
  await writeFile(path, `${password}\n`, { mode: 0o600 })
  return password
}
