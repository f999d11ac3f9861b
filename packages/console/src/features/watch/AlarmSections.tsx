import { useTranslation } from 'react-i18next'
import { iconDone } from '@yingda/ui/icons.ts'
import { EmptyState } from '../../app/ui/EmptyState.tsx'
import { Failure } from '../../app/ui/Failure.tsx'
import { Skeleton } from '../../app/ui/Skeleton.tsx'
import { AlarmList } from './AlarmList.tsx'
import { useAlarms } from './use-alarms.ts'

/** Alarms that stand now. */
export function AlarmsNow() {
  const { t } = useTranslation()
  const read = useAlarms()
  const open = read.data?.alarms.filter(({ clearedAt }) => clearedAt === null)
  return (
    <section className="watchpart" aria-labelledby="alarms-now">
      <h2 id="alarms-now">{t('watch.alarmsNow')}</h2>
      {read.isPending && <Skeleton kind="rows" />}
      {!read.isPending && !open && <Failure error={read.error} onRetry={() => void read.refetch()} />}
      {open?.length === 0 && <EmptyState icon={iconDone} title={t('watch.noAlarms')} next={t('watch.noAlarmsNext')} />}
      {open && open.length > 0 && <AlarmList alarms={open} />}
    </section>
  )
}

/** What was wrong in the last day and is no longer. */
export function AlarmsBefore() {
  const { t } = useTranslation()
  const cleared = useAlarms().data?.alarms.filter(({ clearedAt }) => clearedAt !== null)
  if (!cleared) return null
  return (
    <section className="watchpart" aria-labelledby="alarms-before">
      <h2 id="alarms-before">{t('watch.alarmsBefore')}</h2>
      {cleared.length === 0 && <p className="quiet">{t('watch.noneBefore')}</p>}
      <AlarmList alarms={cleared} />
    </section>
  )
}
