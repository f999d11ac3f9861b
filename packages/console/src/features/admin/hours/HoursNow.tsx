import { useTranslation } from 'react-i18next'
import type { CalendarNow } from '@yingda/protocol/http/calendar.ts'
import { iconDone, iconMoon } from '@yingda/ui/icons.ts'
import { useLanguage } from '../../../app/i18n/use-language.ts'
import { Icon } from '../../../app/ui/Icon.tsx'
import { openingText } from './hours-text.ts'

type HoursNowProps = { now: CalendarNow; timeZone: string }

/** Open now, or when next: on the calendar's own clock. */
export function HoursNow({ now, timeZone }: HoursNowProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  if (now.isOpen) {
    return (
      <span className="stat ok">
        <Icon of={iconDone} size={12} />
        {t('hours.openNow')}
      </span>
    )
  }
  const when = now.opensAt === null ? t('hours.neverOpens') : t('hours.opens', { when: openingText(now.opensAt, timeZone, language) })
  return (
    <span className="stat am">
      <Icon of={iconMoon} size={12} />
      {when}
      {!now.isCertain && t('hours.uncertain')}
    </span>
  )
}
