/**
 * A PostgreSQL 15 for the length of a test run: the oldest release that Yingda works on. Never Debian's own cluster,
 * which may hold somebody's data, but a new one in a temporary folder, on a port of its own, on loopback.
 */
import { chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Account, chooseAccount } from '../../packages/server/src/platform/db/embedded/account.ts'
import { freePort } from '../../packages/server/src/platform/db/embedded/free-port.ts'
import { runTool } from '../../packages/server/src/platform/db/embedded/run-tool.ts'
import { canRun, install, mayInstall, Missing } from './debian.ts'

const DEBIAN = '/usr/lib/postgresql/15/bin'
const PASSWORD = 'test'

/**
 * The folder with PostgreSQL 15's programs; TEST_PG15_BIN names another one. As root on Debian it is installed when missing.
 *
 * @throws Missing
 */
export function postgres15Bin(env: NodeJS.ProcessEnv = process.env): string {
  const folder = env['TEST_PG15_BIN'] || DEBIAN
  if (!canRun(join(folder, 'initdb')) && folder === DEBIAN && mayInstall()) install(['postgresql-15'])
  if (canRun(join(folder, 'initdb'))) return folder
  throw new Missing(
    `The database tests run once more on PostgreSQL 15, and ${folder} does not hold it: on Debian 12 apt-get install postgresql-15, elsewhere set TEST_PG15_BIN to the folder with its initdb.`,
  )
}

export type Cluster = { url: string; stop(): Promise<void> }

/** @param bin the folder with initdb and pg_ctl */
export async function startTemporaryCluster(bin: string): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), 'yingda-pg15-'))
  const data = join(folder, 'data')
  const account = await chooseAccount(data)
  const tool = (name: string, args: string[]): Promise<void> => runOrThrow(join(bin, name), args, { account, folder })
  const stop = async (): Promise<void> => {
    await tool('pg_ctl', ['stop', '-w', '-t', '60', '-m', 'immediate', '-D', data]).finally(() => rmSync(folder, { recursive: true, force: true }))
  }

  chmodSync(folder, 0o711)
  const passwordFile = join(folder, 'password')
  writeFileSync(passwordFile, `${PASSWORD}\n`, { mode: 0o600 })
  for (const path of account === null ? [] : [folder, passwordFile]) chownSync(path, account?.uid ?? 0, account?.gid ?? 0)
  try {
    await tool('initdb', [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '--no-instructions',
    ])
    const port = await freePort()
    const settings = ['listen_addresses=127.0.0.1', "unix_socket_directories=''", 'fsync=off', 'max_connections=150', 'timezone=UTC']
    await tool('pg_ctl', [
      'start',
      '-w',
      '-t',
      '120',
      '-D',
      data,
      '-l',
      join(folder, 'log'),
      '-o',
      `-p ${port} ${settings.map((setting) => `-c ${setting}`).join(' ')}`,
    ])
    return { url: `postgres://postgres:${PASSWORD}@127.0.0.1:${port}/postgres?sslmode=disable`, stop }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

async function runOrThrow(program: string, args: string[], { account, folder }: { account: Account | null; folder: string }): Promise<void> {
  const { ok, output } = await runTool(program, args, { account, cwd: folder })
  if (!ok) throw new Missing(`${program} failed: ${output}`)
}
