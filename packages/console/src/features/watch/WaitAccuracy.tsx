import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { iconClock, iconDownload } from '@yingda/ui/icons.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { keys } from '../../app/query-keys.ts'
import { EmptyState } from '../../app/ui/EmptyState.tsx'
import { Failure } from '../../app/ui/Failure.tsx'
import { Icon } from '../../app/ui/Icon.tsx'
import { Skeleton } from '../../app/ui/Skeleton.tsx'
import { RangeButtons, type RangeDays } from './RangeButtons.tsx'
import { WaitAccuracyTable } from './WaitAccuracyTable.tsx'
import { getWaitAccuracy, waitCsvAddress } from './watch-api.ts'

const LOOK_EVERY_MS = 15_000

/** Whether those who waited waited as long as they had been told. */
export function WaitAccuracy() {
  const { t } = useTranslation()
  const language = useLanguage()
  const [days, setDays] = useState<RangeDays>(1)
  const read = useQuery({
    queryKey: keys.waitAccuracy(days),
    queryFn: ({ signal }) => getWaitAccuracy(days, signal),
    refetchInterval: LOOK_EVERY_MS,
    placeholderData: keepPreviousData,
  })
  const told = read.data?.rows.find(({ third }) => third === 'all')?.told ?? 0
  return (
    <section className="watchpart" aria-labelledby="wait-accuracy">
      <div className="watchhead">
        <h2 id="wait-accuracy">{t('waits.title')}</h2>
        <span className="sp" />
        <RangeButtons days={days} onDays={setDays} />
        {read.data && (
          <a className="btn" href={waitCsvAddress(read.data, language)} download>
            <Icon of={iconDownload} />
            {t('watch.download')}
          </a>
        )}
      </div>
      {read.isPending && <Skeleton kind="rows" />}
      {!read.isPending && !read.data && <Failure error={read.error} onRetry={() => void read.refetch()} />}
      {read.data && told === 0 && <EmptyState icon={iconClock} title={t('waits.nothing')} next={t('waits.nothingNext')} />}
      {read.data && told > 0 && <WaitAccuracyTable rows={read.data.rows} />}
      {read.data && <p className="quiet">{t('waits.clock', { timeZone: read.data.timeZone.replaceAll('_', ' ') })}</p>}
    </section>
  )
}
