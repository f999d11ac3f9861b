import { readFile, stat } from 'node:fs/promises'
import { EmbeddedFailed } from './problems.ts'

/** The account PostgreSQL runs under. */
export type Account = { name: string; uid: number; gid: number }

/**
 * PostgreSQL refuses to run as root, so root lends it another account: the one that already owns the data, else
 * `postgres`, else `nobody`. Null when we are not root: then it simply runs as we do.
 */
export async function chooseAccount(dataDir: string): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null
  const owner = await stat(dataDir).catch(() => null)
  if (owner && owner.uid !== 0) return { name: `uid ${owner.uid}`, uid: owner.uid, gid: owner.gid }
  const known = await readAccounts()
  const account = known.get('postgres') ?? known.get('nobody')
  if (account) return account
  throw new EmbeddedFailed(
    'PostgreSQL does not run as root, and this machine has neither an account "postgres" nor "nobody". Start Yingda as an ordinary user, or set DATABASE_URL.',
  )
}

async function readAccounts(): Promise<Map<string, Account>> {
  const text = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const rows = text.split('\n').map((line) => line.split(':'))
  return new Map(rows.map(([name = '', , uid, gid]) => [name, { name, uid: Number(uid), gid: Number(gid) }]))
}
