import { useTranslation } from 'react-i18next'
import { iconDone } from '@yingda/ui/icons.ts'
import { EmptyState } from '../../app/ui/EmptyState.tsx'
import { Failure } from '../../app/ui/Failure.tsx'
import { Skeleton } from '../../app/ui/Skeleton.tsx'
import { AlarmLine } from './AlarmLine.tsx'
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
      {open && open.length > 0 && (
        <ul className="alarms">
          {open.map((alarm) => (
            <AlarmLine key={alarm.id} alarm={alarm} />
          ))}
        </ul>
      )}
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
      <ul className="alarms">
        {cleared.map((alarm) => (
          <AlarmLine key={alarm.id} alarm={alarm} />
        ))}
      </ul>
    </section>
  )
}
