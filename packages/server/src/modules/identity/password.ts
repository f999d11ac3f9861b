import { hash, verify } from '@node-rs/argon2'
import { foldPassword } from './rules/password-strength.ts'

/** argon2id, 19 MiB, two passes, one lane (OWASP); written out so that a new default of the library changes nothing. */
const COST = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const hashPassword = (password: string): Promise<string> => hash(foldPassword(password), COST)

/** Nobody's password: what is compared against when there is nothing to compare with, so that it takes as long. */
const NOBODY = hashPassword('nobody has this password')

/** @param passwordHash null = there is no such account or no password yet: takes just as long and is never right */
export async function isPasswordRight(passwordHash: string | null, password: string): Promise<boolean> {
  const right = await verify(passwordHash ?? (await NOBODY), foldPassword(password))
  return right && passwordHash !== null
}
