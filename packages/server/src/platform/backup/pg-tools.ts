/** PostgreSQL's own programs for a given server: found, chosen by their release, and run without a shell. */
import { execFile, spawn } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { CannotBackUp } from './problems.ts'

export type Program = 'pg_dump' | 'pg_restore'
export type Tool = { path: string; major: number }

const DEBIAN = '/usr/lib/postgresql'

/**
 * The oldest installed program that is at least of this major release: pg_dump refuses a newer server, pg_restore a
 * newer dump, and a far newer pg_restore sets what an old server does not know.
 *
 * @throws CannotBackUp naming the package to install
 */
export async function findTool(program: Program, major: number, places?: readonly string[]): Promise<Tool> {
  const found = await installed(program, places ?? (await usualPlaces()))
  const fits = found.filter((tool) => tool.major >= major).sort((a, b) => a.major - b.major)
  if (fits[0]) return fits[0]
  const here = found.length === 0 ? `there is no ${program} here` : `${program} here is ${Math.max(...found.map((tool) => tool.major))}`
  throw new CannotBackUp(
    `This needs ${program} ${major} or later, and ${here}: install Debian's package postgresql-client-${major} (from apt.postgresql.org where Debian itself is older).`,
  )
}

async function usualPlaces(): Promise<string[]> {
  const releases = await readdir(DEBIAN).catch(() => [])
  const inPath = (process.env['PATH'] ?? '').split(process.platform === 'win32' ? ';' : ':').filter((folder) => folder !== '')
  return [...releases.map((release) => join(DEBIAN, release, 'bin')), ...inPath]
}

async function installed(program: Program, places: readonly string[]): Promise<Tool[]> {
  const tools = await Promise.all(places.map((folder) => lookAt(join(folder, program))))
  return tools.filter((tool) => tool !== null)
}

const lookAt = (path: string): Promise<Tool | null> =>
  new Promise((resolve) => {
    execFile(path, ['--version'], (error, out) => {
      const major = / (\d+)[.\w]*/.exec(out)?.[1]
      resolve(error || major === undefined ? null : { path, major: Number(major) })
    })
  })

/** What our driver calls its own ways of encrypting, in the words of PostgreSQL's programs, which check no certificate unless told to. */
const SSL_MODES: Record<string, string> = { '0': 'disable', '1': 'require', true: 'require', 'no-verify': 'require' }

/** The address as PostgreSQL's own programs read it: they refuse what only our driver knows. */
export function addressForLibpq(url: string): string {
  const address = new URL(url)
  const { searchParams } = address
  const ssl = searchParams.get('ssl')
  const mode = searchParams.get('sslmode') ?? (ssl === null ? null : (SSL_MODES[ssl] ?? ssl))
  for (const own of ['uselibpqcompat', 'ssl']) searchParams.delete(own)
  if (mode !== null) searchParams.set('sslmode', SSL_MODES[mode] ?? mode)
  return address.href
}

/** Run it on the database at this address; the password goes by the environment, where other accounts cannot read it. */
export async function runOn(url: string, { path }: Tool, args: string[]): Promise<void> {
  const address = new URL(addressForLibpq(url))
  const password = decodeURIComponent(address.password)
  address.password = ''
  const env = { ...process.env, LC_ALL: 'C', ...(password !== '' && { PGPASSWORD: password }) }
  const child = spawn(path, [`--dbname=${address.href}`, '--no-password', ...args], { env, stdio: ['ignore', 'ignore', 'pipe'], windowsHide: true })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-4_000)))
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code !== 0) throw new CannotBackUp(`${path} did not succeed: ${said.trim()}`)
}
