import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { useMe } from '../../app/me.ts'
import { dayText, timeThere } from '../../app/time-text.ts'

/** What counts as of today is of the desk's day: said to whoever reads it on another clock. */
export function DeskDay({ at }: { at: string }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { timeZone } = useMe()
  if (timeThere(at, language, timeZone) === timeThere(at, language)) return null
  return <p className="readat">{t('wallboard.deskDay', { day: dayText(at, language, timeZone), timeZone: timeZone.replaceAll('_', ' ') })}</p>
}
