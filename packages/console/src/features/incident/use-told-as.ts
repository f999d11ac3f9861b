import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { useMe } from '../../app/me.ts'
import { timeThere } from '../../app/time-text.ts'

/** How the public is told a time that was given on this window's clock: in the desk's. Undefined where both clocks say the same, or a time is missing. */
export function useToldAs(): (startsAt: string | null, endsAt: string | null) => string | undefined {
  const { t } = useTranslation()
  const language = useLanguage()
  const { timeZone } = useMe()
  return (startsAt, endsAt) => {
    if (startsAt === null || endsAt === null) return undefined
    const [from, until] = [timeThere(startsAt, language, timeZone), timeThere(endsAt, language, timeZone)]
    if (from === timeThere(startsAt, language) && until === timeThere(endsAt, language)) return undefined
    return t('incident.toldAs', { from, until, timeZone: timeZone.replaceAll('_', ' ') })
  }
}
