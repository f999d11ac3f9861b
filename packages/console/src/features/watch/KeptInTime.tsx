import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ReconciliationRow } from '@yingda/protocol/http/watch.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { keys } from '../../app/query-keys.ts'
import { daysBefore, shareInTime, totalsOf, type Days } from './accounts.ts'
import { getDays } from './watch-api.ts'

type KeptInTimeProps = { rows: readonly ReconciliationRow[]; range: Days; days: number }

/** How much of what was to be answered was in time, beside the same number of days before. */
export function KeptInTime({ rows, range, days }: KeptInTimeProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const earlier = daysBefore(range, days)
  const before = useQuery({ queryKey: keys.accounts(earlier), queryFn: ({ signal }) => getDays(earlier, signal) }).data
  const percentOf = (some: readonly ReconciliationRow[]): string | null => {
    const share = shareInTime(totalsOf(some))
    return share === null ? null : new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1, roundingMode: 'floor' }).format(share)
  }
  const now = percentOf(rows)
  const then = before === undefined ? null : percentOf(before.rows)
  return (
    <p className="kept">
      {now === null ? t('watch.keptNothing') : t('watch.kept', { percent: now })}
      {then !== null && t(days === 1 ? 'watch.keptYesterday' : 'watch.keptBefore', { percent: then, days })}
    </p>
  )
}
