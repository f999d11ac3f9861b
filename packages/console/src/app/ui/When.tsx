import { useTranslation } from 'react-i18next'
import { useLanguage } from '../i18n/use-language.ts'
import { whenText } from '../time-text.ts'
import { useMinute } from '../use-now.ts'

type WhenProps = { at: string; className?: string }

/** An instant, as short as can be without being misread; its full form on hover. */
export function When({ at, className }: WhenProps) {
  const language = useLanguage()
  return (
    <time dateTime={at} className={className} title={new Date(at).toLocaleString(language)}>
      {useWhenText()(at)}
    </time>
  )
}

export function useWhenText(): (at: string) => string {
  const { t } = useTranslation()
  const language = useLanguage()
  const now = new Date(useMinute())
  return (at) => whenText(at, now, language, { yesterday: t('time.yesterday'), tomorrow: t('time.tomorrow') })
}
