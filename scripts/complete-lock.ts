/**
 * Completes package-lock.json after an install: `node scripts/complete-lock.ts` (`--check` only looks, exit code 1).
 *
 * npm leaves an optional package out of the lock when the registry it asks does not have it (binaries for other
 * platforms, mostly), and `npm ci` then calls the lock out of step with package.json. A stub that names version, os
 * and cpu is enough: npm skips it on every machine it does not fit. Run again after each change of versions.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export type LockEntry = {
  version?: string
  resolved?: string
  integrity?: string
  link?: boolean
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}
export type Lock = { packages: Record<string, LockEntry> }

const EXACT = /^\d+\.\d+\.\d+/
const OS = /android|darwin|win32|windows|freebsd|netbsd|openbsd|openharmony|sunos|aix|linux/
const CPU = /arm64|arm|x64|ia32|ppc64|s390x|riscv64|loong64|mips64el|wasm32/

/** The lock with a stub for every optional package it lacks; stubs of earlier versions are gone. */
export function completeLock(lock: Lock): Lock {
  const packages = Object.fromEntries(Object.entries(lock.packages).filter(([, entry]) => !isStub(entry)))
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      const stub = stubFor(name, range, entry)
      if (!stub || standsFor(packages, path, name)) continue
      packages[`node_modules/${name}`] = stub
    }
  }
  const sorted = Object.entries(packages).sort(([one], [other]) => one.localeCompare(other, 'en'))
  return { ...lock, packages: Object.fromEntries(sorted) }
}

/** Only what this script writes has neither an origin nor a hash and yet names platforms. */
const isStub = (entry: LockEntry): boolean => !entry.resolved && !entry.integrity && !entry.link && entry.optional === true && entry.cpu !== undefined

/** npm looks in the dependent's own node_modules, then in that of each folder around it. */
function standsFor(packages: Lock['packages'], path: string, name: string): boolean {
  const own = path === '' ? `node_modules/${name}` : `${path}/node_modules/${name}`
  if (packages[own]) return true
  return path !== '' && standsFor(packages, path.slice(0, Math.max(0, path.lastIndexOf('/node_modules/'))), name)
}

function stubFor(name: string, range: string, dependent: LockEntry): LockEntry | null {
  const version = range.replace(/^[\^~]/, '')
  // "darwin" holds "win", and a scope may hold anything: look at what stands behind the last slash.
  const platform = name.slice(name.lastIndexOf('/') + 1)
  const os = OS.exec(platform)?.[0].replace('windows', 'win32')
  const cpu = CPU.exec(platform.replace('darwin', ''))?.[0]
  if (!EXACT.test(version) || !cpu || (!os && cpu !== 'wasm32')) return null
  const libc = platform.includes('musl') ? ['musl'] : platform.includes('gnu') && os === 'linux' ? ['glibc'] : null
  return { version, ...(dependent.dev && { dev: true }), optional: true, ...(os && { os: [os] }), cpu: [cpu], ...(libc && { libc }) }
}

if (import.meta.main) {
  const path = fileURLToPath(new URL('../package-lock.json', import.meta.url))
  const text = readFileSync(path, 'utf8')
  // npm's own file; only the fields named above are read.
  const lock = JSON.parse(text) as Lock
  const complete = `${JSON.stringify(completeLock(lock), null, 2)}\n`
  const added = JSON.parse(complete) as Lock
  const count = Object.values(added.packages).filter(isStub).length
  if (complete === text) process.stdout.write(`package-lock.json is complete (${count} stubs).\n`)
  else if (process.argv.includes('--check')) {
    process.stderr.write('package-lock.json is not complete: run node scripts/complete-lock.ts.\n')
    process.exitCode = 1
  } else {
    writeFileSync(path, complete)
    process.stdout.write(`package-lock.json completed (${count} stubs).\n`)
  }
}
