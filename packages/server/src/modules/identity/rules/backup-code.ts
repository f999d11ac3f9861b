/**
 * One-time backup codes as people keep them on paper: sixteen signs of Crockford's alphabet in groups of four, 80 random
 * bits each (SP 800-63B asks 20 of a look-up secret whose tries are limited).
 */
import { randomBytes } from 'node:crypto'

export const BACKUP_CODES = 10

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const SIGNS = 16

/** As it is shown: `k7fq-9m2x-4tzd-0bnw`. */
export function newBackupCode(): string {
  // 32 signs: five bits of a byte fall on each equally often.
  const signs = Array.from(randomBytes(SIGNS), (byte) => ALPHABET[byte & 31]).join('')
  return signs.replace(/(.{4})(?!$)/g, '$1-')
}

/** What is compared: case, gaps and hyphens do not count, nor does o for 0 and i or l for 1. */
export const foldBackupCode = (typed: string): string =>
  typed
    .toLowerCase()
    .replace(/[^0-9a-z]/g, '')
    .replace(/o/g, '0')
    .replace(/[il]/g, '1')
