import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../../app/i18n/use-language.ts'
import { useWhenText } from '../../../app/ui/When.tsx'

/** The time that was arranged, or that it is as soon as it is the customer's turn. */
export function useCallBackTime(): (time: { from: string | null; until: string | null }) => string {
  const { t } = useTranslation()
  const language = useLanguage()
  const when = useWhenText()
  const clock = (at: string): string => new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(at))
  return ({ from, until }) => (from === null || until === null ? t('callBack.atTurn') : t('callBack.between', { from: when(from), until: clock(until) }))
}
