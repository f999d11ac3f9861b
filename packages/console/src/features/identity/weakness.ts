import type { TFunction } from 'i18next'
import { isRefused } from '../../app/http/refusal.ts'

/** Why a new password was not taken, in words that say what to do; null when that is not what was refused. */
export function weakness(t: TFunction, failure: unknown): string | null {
  if (!isRefused(failure, 'auth.password_weak')) return null
  const { reason, min } = failure.data
  if (reason === 'too_short' && typeof min === 'number') return t('password.tooShort', { min })
  if (reason === 'contains_email') return t('password.hasEmail')
  return reason === 'common' ? t('password.tooCommon') : null
}
