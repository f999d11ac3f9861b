import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { iconDownload, iconInbox } from '@yingda/ui/icons.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { keys } from '../../app/query-keys.ts'
import { EmptyState } from '../../app/ui/EmptyState.tsx'
import { Failure } from '../../app/ui/Failure.tsx'
import { Icon } from '../../app/ui/Icon.tsx'
import { Skeleton } from '../../app/ui/Skeleton.tsx'
import { AccountsTable } from './AccountsTable.tsx'
import { KeptInTime } from './KeptInTime.tsx'
import { RangeButtons, type RangeDays } from './RangeButtons.tsx'
import { csvAddress, getLastDays } from './watch-api.ts'

const LOOK_EVERY_MS = 15_000

/** Whether all that came in is accounted for, by day and channel. */
export function Accounts() {
  const { t } = useTranslation()
  const language = useLanguage()
  const [days, setDays] = useState<RangeDays>(1)
  const read = useQuery({
    queryKey: keys.accounts({ days }),
    queryFn: ({ signal }) => getLastDays(days, signal),
    refetchInterval: LOOK_EVERY_MS,
    placeholderData: keepPreviousData,
  })
  return (
    <section className="watchpart" aria-labelledby="accounts">
      <div className="watchhead">
        <h2 id="accounts">{t('watch.accounts')}</h2>
        <span className="sp" />
        <RangeButtons days={days} onDays={setDays} />
        {read.data && (
          <a className="btn" href={csvAddress(read.data, language)} download>
            <Icon of={iconDownload} />
            {t('watch.download')}
          </a>
        )}
      </div>
      {read.isPending && <Skeleton kind="rows" />}
      {!read.isPending && !read.data && <Failure error={read.error} onRetry={() => void read.refetch()} />}
      {read.data?.rows.length === 0 && <EmptyState icon={iconInbox} title={t('watch.nothing')} next={t('watch.nothingNext')} />}
      {read.data && read.data.rows.length > 0 && (
        <>
          <KeptInTime rows={read.data.rows} range={read.data} days={days} />
          <AccountsTable rows={read.data.rows} />
        </>
      )}
      {read.data && <p className="quiet">{t('watch.clock', { timeZone: read.data.timeZone.replaceAll('_', ' ') })}</p>}
    </section>
  )
}
