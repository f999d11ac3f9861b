import { useTranslation } from 'react-i18next'

const RANGES = [1, 7, 30] as const
export type RangeDays = (typeof RANGES)[number]

/** How many days a report covers. */
export function RangeButtons({ days, onDays }: { days: RangeDays; onDays: (days: RangeDays) => void }) {
  const { t } = useTranslation()
  return (
    <div className="ranges" role="group" aria-label={t('watch.range')}>
      {RANGES.map((range) => (
        <button key={range} type="button" className="btn" aria-pressed={days === range} onClick={() => onDays(range)}>
          {t(`watch.ranges.days${range}`)}
        </button>
      ))}
    </div>
  )
}
