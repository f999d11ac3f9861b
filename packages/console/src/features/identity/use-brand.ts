import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { keys } from '../../app/query-keys.ts'
import { getBrand } from './session-api.ts'

/** Whose desk this is, before anybody is signed in; the product's own name until it is known. */
export function useBrand(): string {
  const { t } = useTranslation()
  const language = useLanguage()
  const brand = useQuery({ queryKey: keys.brand, queryFn: ({ signal }) => getBrand(signal), staleTime: Infinity }).data
  return brand ? t('signIn.brand', { name: brand.name[language] }) : t('shell.product')
}
