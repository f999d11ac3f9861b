import { useTranslation } from 'react-i18next'
import type { CalendarList } from '@yingda/protocol/http/calendar.ts'
import { iconAlert } from '@yingda/ui/icons.ts'
import { CheckField } from '../../../app/ui/CheckField.tsx'
import { Icon } from '../../../app/ui/Icon.tsx'

type HolidaySwitchProps = { checked: boolean; onChange: (checked: boolean) => void; years: CalendarList['holidayYears'] }

/** China's holidays and the weekends worked for them; years nobody has announced are named, not guessed. */
export function HolidaySwitch({ checked, onChange, years }: HolidaySwitchProps) {
  const { t } = useTranslation()
  const unknown = years.flatMap(({ year, isAnnounced }) => (isAnnounced ? [] : [year]))
  return (
    <div>
      <CheckField label={t('hours.chinaHolidays')} hint={t('hours.chinaHolidaysHint')} checked={checked} onChange={onChange} />
      {checked && unknown.length > 0 && (
        <p className="flagged am">
          <Icon of={iconAlert} size={12} />
          {t('hours.notAnnounced', { years: unknown.join(t('common.listComma')) })}
        </p>
      )}
    </div>
  )
}
