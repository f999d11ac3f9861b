import { useTranslation } from 'react-i18next'
import { Refused, Unreachable } from './http/refusal.ts'

/** Words for an error: a refusal speaks for itself, the rest has two sentences of ours. */
export function useErrorText(): (error: unknown) => string {
  const { t } = useTranslation()
  return (error) => {
    if (error instanceof Refused) return error.message
    return error instanceof Unreachable ? t('common.unreachable') : t('common.unexpected')
  }
}
