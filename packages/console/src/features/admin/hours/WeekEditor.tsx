import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../../app/i18n/use-language.ts'
import { Button } from '../../../app/ui/Button.tsx'
import { copyOf, type SpanDraft } from './hours-draft.ts'
import { SpanFields } from './SpanFields.tsx'
import { weekdayNames } from './hours-text.ts'

type Week = readonly (readonly SpanDraft[])[]
type WeekEditorProps = { weekly: Week; onChange: (weekly: Week) => void }

/** The hours of each weekday, Monday first. */
export function WeekEditor({ weekly, onChange }: WeekEditorProps) {
  const { t } = useTranslation()
  const days = weekdayNames(useLanguage())
  const [monday = []] = weekly
  const likeMonday = () => onChange(weekly.map((spans, index) => (index > 0 && index < 5 ? copyOf(monday) : spans)))
  return (
    <fieldset className="checks hours">
      <legend>{t('hours.week')}</legend>
      {weekly.map((spans, index) => (
        <div className="dayhours" key={days[index]}>
          <span className="day">{days[index]}</span>
          <SpanFields day={days[index] ?? ''} spans={spans} onChange={(next) => onChange(weekly.map((one, at) => (at === index ? next : one)))} />
          {index === 0 && (
            <Button look="link" onClick={likeMonday}>
              {t('hours.likeMonday')}
            </Button>
          )}
        </div>
      ))}
      <p className="quiet">{t('hours.weekHint')}</p>
    </fieldset>
  )
}
