import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { RefusalCode } from '@yingda/protocol/refusals.ts'
import { aKnownCustomer, aVisitor, walletToken, type Caller } from './callers.ts'
import type { Desk } from './desk.ts'
import { ok, started } from './talk.ts'

/** alg "none" and a token whose signature was cut off. */
async function unsigned(nowSeconds: number): Promise<string[]> {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = { sub: 'w-1', aud: 'yingda', iat: nowSeconds, exp: nowSeconds + 600 }
  const [head, payload] = (await walletToken()).split('.')
  return [`${part({ alg: 'none' })}.${part(claims)}.`, `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.x`, `${head}.${payload}.`]
}

async function blockedVisitor(desk: Desk): Promise<Caller> {
  const visitor = await aVisitor(desk)
  await started(visitor)
  await sql`update customer set blocked_until = now() + interval '1 hour' where id = (select customer_id from visitor_device order by created_at desc limit 1)`.execute(
    desk.database.db,
  )
  return visitor
}

async function joinedVisitor(desk: Desk): Promise<Caller> {
  const visitor = await aVisitor(desk)
  await started(visitor)
  ok(await (await aKnownCustomer(desk)).post('/join', { deviceSecret: visitor.token.slice('visitor.'.length) }))
  return visitor
}

/** Tokens that must open nothing, with the code each is refused by. */
export async function wrongTokens(desk: Desk): Promise<[what: string, token: string, code: RefusalCode][]> {
  const nowSeconds = Math.floor(Date.now() / 1000)
  const good = await walletToken()
  return [
    ['nonsense', 'nonsense', 'auth.invalid_token'],
    ['a forged signature', await walletToken({ secret: randomUUID() + randomUUID() }), 'auth.invalid_token'],
    [
      'a changed payload',
      good.replace(
        /\.[^.]+\./,
        `.${Buffer.from(JSON.stringify({ sub: 'w-2', aud: 'yingda', iat: nowSeconds, exp: nowSeconds + 600 })).toString('base64url')}.`,
      ),
      'auth.invalid_token',
    ],
    ...(await unsigned(nowSeconds)).map((token): [string, string, RefusalCode] => ['no signature', token, 'auth.invalid_token']),
    ['another audience', await walletToken({ audience: 'somebody-else' }), 'auth.invalid_token'],
    ['expired', await walletToken({ issuedAt: nowSeconds - 1200, expiresAt: nowSeconds - 600 }), 'auth.expired'],
    ['issued too long ago', await walletToken({ issuedAt: nowSeconds - 2 * 3600, expiresAt: nowSeconds + 600 }), 'auth.expired'],
    ['issued in the future', await walletToken({ issuedAt: nowSeconds + 3600, expiresAt: nowSeconds + 7200 }), 'auth.invalid_token'],
    ['no subject', await walletToken({ sub: '' }), 'auth.invalid_token'],
    ['an unknown device', `visitor.${randomUUID()}`, 'auth.invalid_token'],
    ['an empty device', 'visitor.', 'auth.invalid_token'],
    ['a blocked visitor', (await blockedVisitor(desk)).token, 'visitor.blocked'],
    ['a visitor who has joined a customer', (await joinedVisitor(desk)).token, 'auth.invalid_token'],
  ]
}
