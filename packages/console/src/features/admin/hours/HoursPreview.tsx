import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { CalendarRules } from '@yingda/protocol/http/calendar.ts'
import { keys } from '../../../app/query-keys.ts'
import { useErrorText } from '../../../app/use-error-text.ts'
import { previewCalendar } from './hours-api.ts'
import { HoursNow } from './HoursNow.tsx'

/** What the hours that stand in the form would mean now; null while they make no sense yet. */
export function HoursPreview({ rules }: { rules: CalendarRules | null }) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const preview = useQuery({
    queryKey: keys.calendarPreview(rules),
    queryFn: ({ signal }) => (rules === null ? null : previewCalendar(rules, signal)),
    enabled: rules !== null,
    placeholderData: keepPreviousData,
    retry: false,
  })
  return (
    <p className="hoursnow" role="status">
      {rules === null ? (
        <span className="quiet">{t('hours.unfinished')}</span>
      ) : preview.error ? (
        <span className="rd">{textOf(preview.error)}</span>
      ) : (
        preview.data && <HoursNow now={preview.data} timeZone={rules.timeZone} />
      )}
    </p>
  )
}
