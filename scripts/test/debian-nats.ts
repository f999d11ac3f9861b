/** Debian's NATS server, which carries hints between several servers. */
import { delimiter, join } from 'node:path'
import { canRun, install, mayInstall, Missing } from './debian.ts'

/**
 * The path of nats-server; NATS_SERVER_PATH decides if it is set. As root on Debian it is installed when missing.
 *
 * @throws Missing
 */
export function natsServerPath(env: NodeJS.ProcessEnv = process.env): string {
  const named = env['NATS_SERVER_PATH']
  if (named !== undefined && named !== '') {
    if (canRun(named)) return named
    throw new Missing(`NATS_SERVER_PATH names ${named}, which is not a program that can be run.`)
  }
  if (findNats(env) === undefined && mayInstall()) install(['nats-server'])
  const found = findNats(env)
  if (found !== undefined) return found
  throw new Missing('The tests with several servers need nats-server: install it (on Debian: apt-get install nats-server), or set NATS_SERVER_PATH to it.')
}

/** Debian puts it where an ordinary account does not look. */
function findNats(env: NodeJS.ProcessEnv): string | undefined {
  const folders = [...(env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''), '/usr/sbin', '/usr/local/bin']
  return folders.map((folder) => join(folder, 'nats-server')).find(canRun)
}
