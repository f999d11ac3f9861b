/** Identity's use of cryptography: tokens, the CSRF proof, sealing TOTP secrets, hashing backup codes. */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto'
import { foldBackupCode } from './rules/backup-code.ts'

/** Keys of this deployment, each derived for one use from the one secret. */
export type Seals = {
  /** Bound to the session, so that another session's value is worth nothing. */
  csrfToken(sessionId: string): string
  sealTotp(staffId: string, secret: string): Buffer
  /** Throws when the deployment's secret is no longer the one it was sealed with. */
  openTotp(staffId: string, sealed: Buffer): string
  /** Of a backup code as it was shown or typed. Worth nothing without the deployment's secret, or for anybody else. */
  hashBackupCode(staffId: string, code: string): Buffer
}

const IV_BYTES = 12
const TAG_BYTES = 16

/** @param secret SESSION_SECRET; changing it makes every second factor by code unreadable and every backup code void */
export function createSeals(secret: string): Seals {
  const key = (use: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'yingda identity', use, 32))
  const csrfKey = key('csrf')
  const totpKey = key('totp')
  const backupCodeKey = key('backup code')
  return {
    csrfToken: (sessionId) => createHmac('sha256', csrfKey).update(sessionId).digest('base64url'),
    sealTotp(staffId, plain) {
      const iv = randomBytes(IV_BYTES)
      const cipher = createCipheriv('aes-256-gcm', totpKey, iv).setAAD(Buffer.from(staffId))
      return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
    },
    openTotp(staffId, sealed) {
      const decipher = createDecipheriv('aes-256-gcm', totpKey, sealed.subarray(0, IV_BYTES))
      decipher.setAAD(Buffer.from(staffId)).setAuthTag(sealed.subarray(-TAG_BYTES))
      return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8')
    },
    hashBackupCode: (staffId, code) =>
      createHmac('sha256', backupCodeKey)
        .update(`${staffId}:${foldBackupCode(code)}`)
        .digest(),
  }
}

/** 256 random bits for a cookie or a link. Only its hash is kept. */
export const newToken = (): string => randomBytes(32).toString('base64url')

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Compare without telling by time where two values differ. */
export function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(hashToken(given), hashToken(expected))
}
