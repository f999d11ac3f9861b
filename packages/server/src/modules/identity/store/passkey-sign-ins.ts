import type { QueryContext } from '../../../platform/command.ts'
import { CHALLENGE_MS } from '../rules/session-life.ts'
import { hashToken, newToken } from '../seals.ts'
import { tables } from '../tables.ts'

type Ctx = Pick<QueryContext, 'db' | 'now'>

/** @returns the token for the cookie, which is kept nowhere else */
export async function insertPasskeySignIn({ db, now }: Ctx, challenge: string): Promise<string> {
  const token = newToken()
  await tables(db)
    .insertInto('passkey_sign_in')
    .values({ token_hash: hashToken(token), challenge, expires_at: new Date(now.getTime() + CHALLENGE_MS) })
    .execute()
  return token
}

/** A challenge is answered once, rightly or wrongly; of two answers at once only one finds it. @returns null when none is open */
export async function takePasskeySignIn({ db, now }: Ctx, token: string): Promise<string | null> {
  const row = await tables(db).deleteFrom('passkey_sign_in').where('token_hash', '=', hashToken(token)).returningAll().executeTakeFirst()
  return row !== undefined && now < row.expires_at ? row.challenge : null
}

const DROPPED_AT_ONCE = 200

/** Those nobody answered in time, some at a time. */
export async function dropOldPasskeySignIns({ db, now }: Ctx): Promise<void> {
  const old = tables(db).selectFrom('passkey_sign_in').select('token_hash').where('expires_at', '<=', now).limit(DROPPED_AT_ONCE).forUpdate().skipLocked()
  await tables(db).deleteFrom('passkey_sign_in').where('token_hash', 'in', old).execute()
}
