import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { iconAlert, iconScale } from '@yingda/ui/icons.ts'
import { Icon } from '../../app/ui/Icon.tsx'
import { useAlarms } from './use-alarms.ts'

/** The way to accounts and alarms, and how many alarms there are now. */
export function WatchLink() {
  const { t } = useTranslation()
  const count = useAlarms().data?.alarms.filter(({ clearedAt }) => clearedAt === null).length ?? 0
  return (
    <Link to="/watch" title={t('watch.title')} className="watchlink">
      <Icon of={count > 0 ? iconAlert : iconScale} />
      <span>{t('watch.title')}</span>
      {count > 0 && (
        <b className="rd" aria-label={t('watch.openAlarms', { count })} role="img">
          {count}
        </b>
      )}
    </Link>
  )
}
