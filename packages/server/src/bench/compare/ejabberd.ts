/** The peer that the durable messages are held against: Debian's ejabberd with its archive in PostgreSQL. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, rm, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'

const PROGRAM = '/usr/sbin/ejabberdctl'
const NO_SERVICES = '/usr/sbin/policy-rc.d'
const PACKAGES = ['curl', 'ejabberd', 'erlang-p1-pgsql']
const run = promisify(execFile)

/**
 * True when it is there with all it needs; as root on Debian what is missing is installed, without being started as a
 * service. Without its driver for PostgreSQL it runs as well, fails at each message, and takes a fiftieth of its rate.
 */
export async function hasEjabberd(): Promise<boolean> {
  if (await isInstalled()) return true
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  try {
    await withoutServices(async () => {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
      await run('apt-get', ['--quiet', 'update'], { env })
      await run('apt-get', ['--quiet', 'install', '--yes', '--no-install-recommends', ...PACKAGES], { env, maxBuffer: 1 << 26 })
    })
  } catch {
    return false // no network, no such package: the comparison goes on without it and says so
  }
  return isInstalled()
}

async function isInstalled(): Promise<boolean> {
  if (!existsSync(PROGRAM)) return false
  const { stdout } = await run('dpkg-query', ['--show', '--showformat=${db:Status-Status}\n', ...PACKAGES]).catch(() => ({ stdout: '' }))
  return stdout.split('\n').filter((status) => status === 'installed').length === PACKAGES.length
}

async function withoutServices(work: () => Promise<void>): Promise<void> {
  if (existsSync(NO_SERVICES)) return work()
  await writeFile(NO_SERVICES, '#!/bin/sh\nexit 101\n')
  await chmod(NO_SERVICES, 0o755)
  await work().finally(() => rm(NO_SERVICES))
}
